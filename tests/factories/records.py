"""Entries of the register: the smallest valid ones, in force at the clock of the tests."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from incubator.accounts.roles import Role
from incubator.organisations.rules.records import RecordSubject, RestrictionDetails, SupportDetails
from incubator.organisations.usecases.record_restriction import record_restriction
from incubator.organisations.usecases.record_support import record_support
from incubator.web import clock
from tests.factories.accounts import a_user, an_actor


def a_restriction(brn: str | None = None, **changes: Any) -> UUID:
    """Of a company with this number; of the representative named otherwise."""
    values = {
        "subject": RecordSubject.COMPANY if brn else RecordSubject.REPRESENTATIVE,
        "brn": brn or "",
        "ground": "사업비를 목적과 다르게 씀",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2027, 12, 31),
        "source": "창업진흥원 제2026-1호",
    }
    keeper = an_actor(a_user("최기록", role=Role.MANAGER))
    return record_restriction(actor=keeper, details=RestrictionDetails(**values | changes), now=clock.now())


def a_support_record(brn: str | None = None, **changes: Any) -> UUID:
    values = {
        "subject": RecordSubject.COMPANY if brn else RecordSubject.REPRESENTATIVE,
        "brn": brn or "",
        "program": "창업맞춤형사업",
        "agency": "창업진흥원",
        "starts_on": date(2025, 6, 1),
        "source": "협약서 제2025-0312호",
    }
    keeper = an_actor(a_user("최기록", role=Role.MANAGER))
    return record_support(actor=keeper, details=SupportDetails(**values | changes), now=clock.now())
