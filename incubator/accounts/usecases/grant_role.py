"""Give a person a role."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor, by_the_clock
from incubator.accounts.events import RoleGranted
from incubator.accounts.models import RoleGrant
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.accounts.rules import check_place, check_reason, check_term
from incubator.accounts.workflow import UserState
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


class _Place(TypedDict):
    organisation_id: UUID | None
    program_id: UUID | None
    branch_id: UUID | None


def grant_role(
    *,
    by: Actor | None,
    user_id: UUID,
    role: Role,
    organisation_id: UUID | None = None,
    program_id: UUID | None = None,
    branch_id: UUID | None = None,
    starts_at: datetime,
    ends_at: datetime | None = None,
    reason: str,
    now: datetime,
    stamp: Stamp | None = None,
) -> UUID:
    """Grant a role from `starts_at` until `ends_at` (open when None); returns the id of the grant.

    `by=None` is for use cases that have asked their own policy (a founder becomes owner of his new company) and for
    operators; they say who acts with `stamp`.  The same role for the same place and the same time is not given twice:
    its id is returned, also when two give it at once.  Raises Forbidden, NotFound, Invalid, RuleBroken (the same role
    with another end, an account nobody uses).
    """
    if by is not None:
        policy.may_grant_role(by, user_id=user_id, role=role, organisation_id=organisation_id).enforce()
        check_term(role, starts_at=starts_at, ends_at=ends_at, now=now)
        check_reason(reason)
    place = _Place(organisation_id=organisation_id, program_id=program_id, branch_id=branch_id)
    _check_shape(role, place, starts_at=starts_at, ends_at=ends_at)
    with unit_of_work() as work:
        user = queries.get_user_for_change(work.session, user_id)  # two who give at once wait for each other here
        present = queries.find_overlapping_grant(
            work.session, user_id=user_id, role=role, starts_at=starts_at, ends_at=ends_at, **place
        )
        if present is not None and present.ends_at == ends_at and present.starts_at <= starts_at:
            return present.id
        if by is not None:
            _refuse(user.state, present)
        who = stamp or (by.stamp(now) if by else by_the_clock(now))
        grant = RoleGrant(
            user_id=user_id,
            role=role,
            starts_at=starts_at,
            ends_at=ends_at,
            granted_by=who.actor_id,
            reason=reason,
            **place,
        )
        work.session.add(grant)
        work.session.flush()
        work.record(
            RoleGranted(
                stamp=who,
                reason=reason,
                user_id=user_id,
                grant_id=grant.id,
                role=role,
                starts_at=starts_at,
                ends_at=ends_at,
                **place,
            )
        )
        return grant.id


def _check_shape(role: Role, place: _Place, *, starts_at: datetime, ends_at: datetime | None) -> None:
    check_place(role, program_id=place["program_id"], branch_id=place["branch_id"])
    if (role in ORGANISATION_ROLES) != (place["organisation_id"] is not None):
        raise Invalid(text("기업 역할에는 기업이, 그 밖의 역할에는 기업 없이 지정해야 합니다."), field="role")
    if ends_at is not None and ends_at <= starts_at:
        raise Invalid(text("끝나는 때가 시작하는 때보다 늦어야 합니다."), field="ends_on")


def _refuse(state: UserState, present: RoleGrant | None) -> None:
    if state is not UserState.ACTIVE:
        raise RuleBroken(text("쓰고 있는 계정이 아닙니다."), how=text("정지한 계정은 먼저 정지를 풀어 주세요."))
    if present is not None:
        raise RuleBroken(
            text("같은 곳에 같은 역할이 이미 있고 기간이 겹칩니다."),
            field="role",
            how=text("기간을 바꾸시려면 먼저 그 역할을 거둔 뒤 새로 주세요."),
        )
