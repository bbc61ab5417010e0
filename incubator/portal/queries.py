"""What waits for a person, and whether the house is ready."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from incubator.db.outbox import MessageState, OutboxMessage

STUCK_AFTER = timedelta(minutes=10)


def find_trouble(session: Session, now: datetime, *, head: str) -> list[str]:
    """Why the program is not ready to serve; empty when it is.  `head` is the migration the code belongs to."""
    try:
        found = session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return ["database"]
    trouble = [] if found == head else ["migrations"]
    oldest = session.scalar(select(func.min(OutboxMessage.due_at)).where(OutboxMessage.state == MessageState.WAITING))
    if oldest is not None and now - oldest > STUCK_AFTER:
        trouble.append("outbox")
    return trouble
