"""What an applicant is, and since when (domain.md §1.1; start date after [L7 §3])."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from incubator.core.text import Text, text


class OrganisationKind(StrEnum):
    PRE_FOUNDER = "pre_founder"
    SOLE_TRADER = "sole_trader"
    CORPORATION = "corporation"


class Succession(StrEnum):
    """How one registration became the next."""

    REGISTERED = "registered"
    TAKEN_OVER = "taken_over"
    CONTRIBUTED = "contributed"


LABELS: Mapping[StrEnum, Text] = {
    OrganisationKind.PRE_FOUNDER: text("예비창업자"),
    OrganisationKind.SOLE_TRADER: text("개인사업자"),
    OrganisationKind.CORPORATION: text("법인사업자"),
}

SUCCESSION_LABELS: Mapping[StrEnum, Text] = {
    Succession.REGISTERED: text("사업자등록"),
    Succession.TAKEN_OVER: text("포괄 양수도로 법인 전환"),
    Succession.CONTRIBUTED: text("현물 출자로 법인 전환"),
}

COMPANY_KINDS = (OrganisationKind.SOLE_TRADER, OrganisationKind.CORPORATION)


def derived_kind(*, brn: str | None, incorporated_on: date | None, corporate_no: str | None) -> OrganisationKind:
    """No registration: pre-founder; a registered corporation: corporation; otherwise a sole trader."""
    if not brn:
        return OrganisationKind.PRE_FOUNDER
    if incorporated_on or corporate_no:
        return OrganisationKind.CORPORATION
    return OrganisationKind.SOLE_TRADER


def company_start_on(kind: OrganisationKind, *, opened_on: date | None, incorporated_on: date | None) -> date | None:
    """The day the age of a company is counted from: 법인설립등기일 of a corporation, 개업일 of a sole trader."""
    if kind is OrganisationKind.CORPORATION:
        return incorporated_on
    return opened_on if kind is OrganisationKind.SOLE_TRADER else None
