"""Open a suspended account again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import UserRestored
from incubator.accounts.rules import check_reason
from incubator.db.unit_of_work import unit_of_work


def restore_user(*, actor: Actor, user_id: UUID, reason: str, now: datetime) -> None:
    """Raises Forbidden, NotFound, StepNotAllowed, Invalid (no reason)."""
    policy.may_restore_user(actor, user_id=user_id).enforce()
    check_reason(reason)
    with unit_of_work() as work:
        queries.get_user_for_change(work.session, user_id).restore(at=now)
        work.record(UserRestored(stamp=actor.stamp(now), reason=reason, user_id=user_id))
