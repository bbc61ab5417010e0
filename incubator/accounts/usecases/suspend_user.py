"""Lock an account."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import UserSuspended
from incubator.accounts.rules import keep_an_administrator
from incubator.accounts.usecases.end_session import close_sessions
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def suspend_user(*, actor: Actor, user_id: UUID, reason: str, now: datetime) -> None:
    """Every session ends at once.

    Raises Forbidden, NotFound, StepNotAllowed, Invalid (no reason), RuleBroken (the last administrator).
    """
    policy.may_suspend_user(actor, user_id=user_id).enforce()
    if not reason.strip():
        raise Invalid(text("정지하는 까닭을 적어 주세요."), field="reason")
    with unit_of_work() as work:
        administrators = queries.lock_administrators(work.session, now)
        if user_id in administrators:
            keep_an_administrator(administrators, without=user_id)
        user = queries.get_user_for_change(work.session, user_id)
        user.suspend(at=now)
        close_sessions(work, user_id=user_id, now=now)
        work.record(UserSuspended(stamp=actor.stamp(now), reason=reason, user_id=user_id))
