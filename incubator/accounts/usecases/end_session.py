"""Sign devices out: one's own, all others, or all of somebody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import SessionsEnded
from incubator.accounts.models import UserSession
from incubator.accounts.rules import check_reason
from incubator.core.errors import NotFound
from incubator.db.unit_of_work import Work, unit_of_work


def end_session(*, actor: Actor, session_id: UUID, now: datetime) -> None:
    """End one device of one's own.  Raises NotFound, also for another person's."""
    with unit_of_work() as work:
        device = queries.find_session(work.session, session_id)
        if device is None or device.user_id != actor.user_id or device.ended_at is not None:
            raise NotFound
        close_sessions(work, user_id=actor.user_id, now=now, only=session_id)
        work.record(SessionsEnded(stamp=actor.stamp(now), user_id=actor.user_id, count=1))


def end_other_sessions(*, actor: Actor, now: datetime) -> int:
    """End every device of one's own but the present one; returns how many."""
    with unit_of_work() as work:
        count = close_sessions(work, user_id=actor.user_id, now=now, but=actor.session_id)
        work.record(SessionsEnded(stamp=actor.stamp(now), user_id=actor.user_id, count=count))
        return count


def end_sessions_of(*, actor: Actor, user_id: UUID, reason: str, now: datetime) -> int:
    """The administrator ends every device of a person.  Raises Forbidden, NotFound, Invalid (no reason)."""
    policy.may_end_sessions_of(actor, user_id=user_id).enforce()
    check_reason(reason)
    with unit_of_work() as work:
        queries.get_user(work.session, user_id)
        count = close_sessions(work, user_id=user_id, now=now)
        work.record(SessionsEnded(stamp=actor.stamp(now), reason=reason, user_id=user_id, count=count))
        return count


def close_sessions(
    work: Work, *, user_id: UUID, now: datetime, but: UUID | None = None, only: UUID | None = None
) -> int:
    """End the open sessions of a person inside the caller's unit of work, which records why; returns how many."""
    statement = update(UserSession).where(UserSession.user_id == user_id, UserSession.ended_at.is_(None))
    if but:
        statement = statement.where(UserSession.id != but)
    if only:
        statement = statement.where(UserSession.id == only)
    return len(work.session.scalars(statement.values(ended_at=now).returning(UserSession.id)).all())
