"""Take a role back; the row stays as history."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor, by_the_clock
from incubator.accounts.events import RoleRevoked
from incubator.accounts.roles import Role
from incubator.accounts.rules import check_reason, keep_an_administrator
from incubator.core.errors import RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work


def revoke_role(*, by: Actor | None, grant_id: UUID, reason: str, now: datetime, stamp: Stamp | None = None) -> None:
    """End a grant at once.  The person loses the right with the next request.

    `by=None` as in `grant_role`.  Raises NotFound, Forbidden, Invalid (no reason), RuleBroken (already revoked,
    the last administrator).
    """
    with unit_of_work() as work:
        administrators = _administrators(work, grant_id, now) if by is not None else None
        grant = queries.get_grant_for_change(work.session, grant_id)
        if by is not None:
            policy.may_revoke_role(
                by, user_id=grant.user_id, role=grant.role, organisation_id=grant.organisation_id
            ).enforce()
            check_reason(reason)
        if grant.revoked_at is not None:
            raise RuleBroken(text("이미 거둔 역할입니다."), how=text("화면을 새로 고쳐 지금 상태를 확인해 주세요."))
        if administrators is not None and grant.user_id in administrators:
            keep_an_administrator(administrators, without=grant.user_id)
        who = stamp or (by.stamp(now) if by else by_the_clock(now))
        grant.revoke(at=now, by=who.actor_id)
        work.record(
            RoleRevoked(
                stamp=who,
                reason=reason,
                user_id=grant.user_id,
                grant_id=grant.id,
                role=grant.role,
                organisation_id=grant.organisation_id,
                program_id=grant.program_id,
                branch_id=grant.branch_id,
            )
        )


def _administrators(work: Work, grant_id: UUID, now: datetime) -> set[UUID] | None:
    """Who administers now, for a grant of that role: locked before the grant itself, so that two never cross."""
    if queries.get_grant(work.session, grant_id).role is not Role.ADMIN:
        return None
    return queries.lock_administrators(work.session, now)
