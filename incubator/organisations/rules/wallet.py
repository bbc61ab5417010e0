"""Certificates a company keeps for reuse, and until when each counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from incubator.core.dates import months_later
from incubator.core.text import Text, text


class WalletKind(StrEnum):
    BUSINESS_REGISTRATION = "business_registration"
    CORPORATE_REGISTER = "corporate_register"
    NATIONAL_TAX = "national_tax"
    LOCAL_TAX = "local_tax"
    FINANCIAL_STATEMENT = "financial_statement"
    INSURANCE_ROLL = "insurance_roll"
    OTHER = "other"


LABELS: Mapping[StrEnum, Text] = {
    WalletKind.BUSINESS_REGISTRATION: text("사업자등록증"),
    WalletKind.CORPORATE_REGISTER: text("법인등기부등본"),
    WalletKind.NATIONAL_TAX: text("국세 납세증명서"),
    WalletKind.LOCAL_TAX: text("지방세 납세증명서"),
    WalletKind.FINANCIAL_STATEMENT: text("재무제표"),
    WalletKind.INSURANCE_ROLL: text("4대보험 가입자 명부"),
    WalletKind.OTHER: text("기타 증명서"),
}

VALIDITY: Mapping[WalletKind, tuple[str, str]] = {
    WalletKind.CORPORATE_REGISTER: ("organisations.register_extract_months", "months"),
    WalletKind.NATIONAL_TAX: ("organisations.tax_certificate_days", "days"),
    WalletKind.LOCAL_TAX: ("organisations.tax_certificate_days", "days"),
    WalletKind.INSURANCE_ROLL: ("organisations.insurance_roll_months", "months"),
}
"""How long a certificate counts when its paper does not say: policy number and unit; other kinds never expire."""


def default_expiry(kind: WalletKind, issued_on: date, length: int | None) -> date | None:
    """The last day a certificate counts, `length` days or months (see `VALIDITY`) after its issue.

    None when its kind does not expire.
    """
    if kind not in VALIDITY or length is None:
        return None
    return months_later(issued_on, length) if VALIDITY[kind][1] == "months" else issued_on + timedelta(days=length)


def counts_on(day: date, *, issued_on: date, expires_on: date | None) -> bool:
    """Whether a certificate is valid that day, its last day included."""
    return issued_on <= day and (expires_on is None or day <= expires_on)


def wallet_problems(
    *, issued_on: date | None, expires_on: date | None, today: date, earliest: date
) -> dict[str, tuple[Text, ...]]:
    """What is wrong with the dates of a certificate, by field."""
    if issued_on is None:
        return {"issued_on": (text("발급일을 적어 주세요. 증명서 아래쪽이나 위쪽에 적혀 있습니다."),)}
    if issued_on > today:
        return {"issued_on": (text("발급일이 오늘보다 뒤입니다. 증명서의 발급일을 확인해 주세요."),)}
    if issued_on < earliest:
        return {"issued_on": (text("1900년 이후의 날짜를 적어 주세요."),)}
    if expires_on is not None and expires_on < issued_on:
        return {"expires_on": (text("유효기간 끝이 발급일보다 앞섭니다. 두 날짜를 확인해 주세요."),)}
    return {}
