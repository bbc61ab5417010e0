"""The conditions of a round checked again for everybody who has handed in: a job the worker does in slices."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from incubator.db.base import Base, Identified
from incubator.programs.rules.kinds import Outcome


class Recheck(Identified, Base):
    """One run over a round.  `last_id` is the last application looked at: a run that was cut off goes on behind it."""

    __tablename__ = "rechecks"
    __table_args__ = (
        CheckConstraint("total >= 0 AND done >= 0", name="counts"),
        CheckConstraint("finished_at IS NULL OR finished_at >= asked_at", name="finished_after_asked"),
        Index(
            "uq_rechecks_running",
            "round_id",
            unique=True,
            sqlite_where=sql("finished_at IS NULL"),
            postgresql_where=sql("finished_at IS NULL"),
        ),
        Index("ix_rechecks_round", "round_id", "asked_at"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    asked_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    asked_at: Mapped[datetime]
    total: Mapped[int]
    done: Mapped[int] = mapped_column(default=0)
    passed: Mapped[int] = mapped_column(default=0)
    failed: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    last_id: Mapped[UUID | None]
    finished_at: Mapped[datetime | None]

    def note(self, outcome: Outcome) -> None:
        """One more looked at."""
        self.done += 1
        name = {Outcome.PASS: "passed", Outcome.FAIL: "failed", Outcome.UNKNOWN: "unknown"}[outcome]
        setattr(self, name, getattr(self, name) + 1)


class RecheckedApplication(Identified, Base):
    """One whose answer is another than when it was handed in.

    `findings` are those that differ: {rule, condition, before, after, reason} with texts as payloads.
    """

    __tablename__ = "rechecked_applications"
    __table_args__ = (UniqueConstraint("recheck_id", "application_id"),)

    recheck_id: Mapped[UUID] = mapped_column(ForeignKey("rechecks.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"), index=True)
    before: Mapped[Outcome]
    after: Mapped[Outcome]
    findings: Mapped[list[Any]]
