"""How a role may be bounded, and who must stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of

WHOLE_CENTRE = frozenset({Role.ADMIN, Role.PRIVACY_OFFICER})
"""Roles that make no sense for one branch or one program."""
GRANTABLE = tuple(role for role in Role if role not in ORGANISATION_ROLES)
"""What the administrator gives; members of companies are invited by their owners."""
CONFIRMED_FOR = timedelta(minutes=10)
LONGEST_REASON = 300


class Circle(StrEnum):
    """Which people: those who work here, experts from outside, founders and everybody else."""

    STAFF = "staff"
    OUTSIDE = "outside"
    FOUNDERS = "founders"


class GrantTerm(StrEnum):
    """Whether a role is in force."""

    PRESENT = "present"
    COMING = "coming"
    OVER = "over"


LABELS: Mapping[StrEnum, Text] = {
    Circle.STAFF: text("센터 직원"),
    Circle.OUTSIDE: text("외부 전문가"),
    Circle.FOUNDERS: text("신청자"),
    GrantTerm.PRESENT: text("지금 유효"),
    GrantTerm.COMING: text("시작 전"),
    GrantTerm.OVER: text("끝남"),
}


def term_of(*, starts_at: datetime, ends_at: datetime | None, revoked_at: datetime | None, now: datetime) -> GrantTerm:
    if revoked_at is not None or (ends_at is not None and ends_at <= now):
        return GrantTerm.OVER
    return GrantTerm.COMING if starts_at > now else GrantTerm.PRESENT


def check_place(role: Role, *, program_id: UUID | None, branch_id: UUID | None) -> None:
    """Raises Invalid at the field `place`."""
    if program_id and branch_id:
        raise Invalid(text("지점과 사업 가운데 하나만 고르실 수 있습니다."), field="place")
    if role in WHOLE_CENTRE and (program_id or branch_id):
        raise Invalid(
            text("이 역할은 센터 전체에만 줄 수 있습니다."),
            field="place",
            how=text("맡는 곳을 ‘센터 전체’로 골라 주세요."),
        )


def check_term(role: Role, *, starts_at: datetime, ends_at: datetime | None, now: datetime) -> None:
    """A grant by hand begins now or later; a reviewer's has an end (domain.md §2.27).  Raises Invalid."""
    if starts_at < now:
        raise Invalid(
            text("시작하는 날이 지난날입니다."),
            field="starts_on",
            how=text("오늘이나 그 뒤의 날짜를 적어 주세요. 지난 일은 그때의 역할로 남습니다."),
        )
    if ends_at is None and role is Role.REVIEWER:
        raise Invalid(text("평가위원은 끝나는 날을 적어 주세요. 그날까지만 자료를 볼 수 있습니다."), field="ends_on")


def check_reason(raw: str) -> str:
    """The reason in one spelling: a change of rights says why (안전성 확보조치 기준 제5조).  Raises Invalid."""
    reason = one_spelling(raw)
    problem = problem_of(reason, most=LONGEST_REASON) or (None if reason else text("까닭을 적어 주세요."))
    if problem:
        raise Invalid(problem, field="reason")
    return reason


def keep_an_administrator(administrators: Collection[UUID], *, without: UUID) -> None:
    """Raises RuleBroken when nobody else is left (quality.md AZ-12).  Ask under the lock of their grants."""
    if set(administrators) <= {without}:
        raise RuleBroken(
            text("하나뿐인 시스템 관리자입니다."), how=text("먼저 다른 사람에게 시스템 관리자 역할을 주세요.")
        )


def is_confirmed(authenticated_at: datetime | None, now: datetime) -> bool:
    """Whether the person has typed the password lately enough for an act that gives or takes rights (AU-14)."""
    return authenticated_at is not None and now - authenticated_at <= CONFIRMED_FOR
