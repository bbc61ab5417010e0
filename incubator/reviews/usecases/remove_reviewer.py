"""Take a reviewer out of the pool; his role ends, what he has judged stays."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_grants_in_force
from incubator.accounts.roles import Role
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.pool import PoolMemberRemoved
from incubator.reviews.policy.pool import may_keep_pool
from incubator.reviews.queries import pool
from incubator.reviews.rules.pool import checked_reason


def remove_reviewer(*, actor: Actor, pool_member_id: UUID, reason: str, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed, Invalid (field "reason")."""
    may_keep_pool(actor).enforce()
    words = checked_reason(reason)
    with unit_of_work() as work:
        member = pool.get_member_for_change(work.session, pool_member_id)
        member.remove(reason=words)
        member.updated_at = now
        for grant in list_grants_in_force(work.session, member.user_id, now):
            if grant.role is Role.REVIEWER and grant.program_id is None and grant.branch_id is None:
                revoke_role(by=None, grant_id=grant.id, reason=words, now=now, stamp=actor.stamp(now))
        work.record(
            PoolMemberRemoved(stamp=actor.stamp(now), reason=words, pool_member_id=member.id, user_id=member.user_id)
        )
