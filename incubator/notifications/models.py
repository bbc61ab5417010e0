"""Notices in the inbox, the mails that tell of them, and what each person wants by mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core.errors import StepNotAllowed
from incubator.core.text import text
from incubator.db.base import Base, Identified
from incubator.notifications.rules import DeliveryState, Mode, NoticeKind

PERSONAL = {"personal": True}
LONGEST_ERROR = 2000


class Notice(Identified, Base):
    """One line in one person's inbox.  `link` is a path of ours.  `digest` is set while the daily mail waits for it."""

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("user_id", "key"),
        Index("ix_notices_inbox", "user_id", "id"),
        Index("ix_notices_unread", "user_id", "read_at"),
        Index("ix_notices_digest", "awaits_digest", "created_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[NoticeKind]
    title: Mapped[str] = mapped_column(Text, info=PERSONAL)
    body: Mapped[str] = mapped_column(Text, info=PERSONAL)
    link: Mapped[str] = mapped_column(default="")
    duty: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    awaits_digest: Mapped[bool] = mapped_column(default=False)
    key: Mapped[str | None]


class Delivery(Identified, Base):
    """One mail to one person, written with the change that caused it and sent later, at least once.

    A mail with a secret link has no words here: they are made from `template` and `context` at the moment of sending.
    `about_kind` and `about_id` name what it is about ("round"), for those who look after that; until `due_at` they may
    read, hold or cancel it.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        CheckConstraint("state != 'sent' OR sent_at IS NOT NULL", name="sent_has_time"),
        Index("ix_deliveries_due", "state", "due_at"),
        Index("ix_deliveries_user", "user_id", "id"),
        Index("ix_deliveries_about", "about_id", "state", "due_at"),
    )

    notice_id: Mapped[UUID | None] = mapped_column(ForeignKey("notices.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    recipient: Mapped[str] = mapped_column(info=PERSONAL)
    locale: Mapped[str] = mapped_column(default="ko")
    subject: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    text: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    html: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    template: Mapped[str] = mapped_column(default="")
    context: Mapped[dict[str, Any]] = mapped_column(default=dict)
    enclosures: Mapped[list[Any]] = mapped_column(default=list)
    message_id: Mapped[str] = mapped_column(unique=True)
    key: Mapped[str | None] = mapped_column(unique=True)
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.QUEUED)
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(Text, default="")
    about_kind: Mapped[str] = mapped_column(default="")
    about_id: Mapped[UUID | None]
    released_at: Mapped[datetime | None]

    def lease(self, *, until: datetime) -> None:
        """Taken by one sender; counted now, so that a sender that dies has tried too."""
        self.lease_until = until
        self.tries += 1

    def mark_sent(self, *, at: datetime) -> None:
        self.state, self.sent_at, self.lease_until, self.error = DeliveryState.SENT, at, None, ""

    def hold(self, *, at: datetime) -> None:
        """Keep it back until it is released.  Raises StepNotAllowed when it is leaving or has left."""
        self._still_here(at, DeliveryState.QUEUED, DeliveryState.FAILED)
        self.state = DeliveryState.HELD

    def release(self, *, at: datetime) -> None:
        """Let it go now; the hours of trying count from here."""
        self._still_here(at, DeliveryState.HELD, DeliveryState.QUEUED)
        self.state, self.due_at, self.released_at = DeliveryState.QUEUED, at, at

    def cancel(self, *, at: datetime) -> None:
        self._still_here(at, DeliveryState.QUEUED, DeliveryState.FAILED, DeliveryState.HELD)
        self.state = DeliveryState.CANCELLED

    def _still_here(self, at: datetime, *states: DeliveryState) -> None:
        if self.state not in states or (self.lease_until is not None and self.lease_until > at):
            raise StepNotAllowed(
                text("이미 나갔거나 지금 나가고 있는 메일입니다."),
                how=text("화면을 새로 고쳐 지금 상태를 확인해 주세요."),
            )

    def put_back(self, *, due_at: datetime, error: str) -> None:
        self.state, self.due_at, self.lease_until = DeliveryState.FAILED, due_at, None
        self.error = error[:LONGEST_ERROR]

    def give_up(self, *, error: str) -> None:
        self.state, self.lease_until, self.error = DeliveryState.DEAD, None, error[:LONGEST_ERROR]


class Preference(Identified, Base):
    """When a person wants the mail of a kind."""

    __tablename__ = "notification_preferences"
    __table_args__ = (UniqueConstraint("user_id", "kind"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    kind: Mapped[NoticeKind]
    mode: Mapped[Mode]
    set_at: Mapped[datetime]
