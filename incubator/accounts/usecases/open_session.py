"""Open and touch the session of a device."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update

from incubator.accounts.models import UserSession
from incubator.accounts.rules import new_token, token_hash
from incubator.core.ids import new_id
from incubator.db.unit_of_work import Work, unit_of_work

TOUCH_EVERY = timedelta(seconds=60)
LONGEST_AGENT = 300


def open_session(*, user_id: UUID, address: str | None, agent: str, now: datetime) -> str:
    """A new device session; returns the reference that only the device keeps."""
    with unit_of_work(bookkeeping=True) as work:
        return add_session(work, user_id=user_id, address=address, agent=agent, now=now)[0]


def add_session(work: Work, *, user_id: UUID, address: str | None, agent: str, now: datetime) -> tuple[str, UUID]:
    """As `open_session`, inside the caller's unit of work; returns the reference and the row's id."""
    token, session_id = new_token(), new_id()
    work.session.add(
        UserSession(
            id=session_id,
            token_hash=token_hash(token),
            user_id=user_id,
            created_at=now,
            seen_at=now,
            authenticated_at=now,
            address=address or "",
            agent=agent[:LONGEST_AGENT],
        )
    )
    return token, session_id


def touch_session(*, session_id: UUID, now: datetime) -> None:
    """Note that a person was active; called at most once a minute, so that reading stays cheap.

    A row that has ended meanwhile stays ended.
    """
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(
            update(UserSession).where(UserSession.id == session_id, UserSession.ended_at.is_(None)).values(seen_at=now)
        )
