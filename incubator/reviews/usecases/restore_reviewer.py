"""Let a reviewer be drawn again; his refusals in a row are forgotten."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.pool import PoolMemberRestored
from incubator.reviews.policy.pool import may_keep_pool
from incubator.reviews.queries import pool
from incubator.reviews.rules.pool import checked_reason


def restore_reviewer(*, actor: Actor, pool_member_id: UUID, reason: str, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed."""
    may_keep_pool(actor).enforce()
    words = checked_reason(reason)
    with unit_of_work() as work:
        member = pool.get_member_for_change(work.session, pool_member_id)
        member.restore()
        member.updated_at = now
        work.record(
            PoolMemberRestored(stamp=actor.stamp(now), reason=words, pool_member_id=member.id, user_id=member.user_id)
        )
