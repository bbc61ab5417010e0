"""Messages that leave with the commit that caused them and are delivered later, at least once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from incubator.db.base import Base, Identified


class MessageState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"


class OutboxMessage(Identified, Base):
    """One fact for one listener.  A failing listener blocks nobody else: each has its own row."""

    __tablename__ = "outbox_messages"
    __table_args__ = (
        UniqueConstraint("event_id", "listener"),
        Index("ix_outbox_messages_due", "state", "due_at"),
    )

    event_id: Mapped[UUID]
    event_name: Mapped[str]
    listener: Mapped[str]
    payload: Mapped[dict[str, Any]]
    state: Mapped[MessageState] = mapped_column(default=MessageState.WAITING)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(default="")
