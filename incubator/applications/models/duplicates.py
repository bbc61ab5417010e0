"""Tables of the search for duplicates: what each application is found by, pairs that were found, searches."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from incubator.applications.rules.duplicates import DuplicateGround
from incubator.applications.workflow import DUPLICATE_WORKFLOW, DuplicateState, DuplicateStep
from incubator.db.base import Base, Identified


class ApplicationPrint(Identified, Base):
    """What the text of the version handed in last is found by (`matching.rules.print_of`); no word of it is in here."""

    __tablename__ = "application_prints"
    __table_args__ = (UniqueConstraint("application_id"),)

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    version_no: Mapped[int]
    sketch: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]

    def remake(self, *, version_no: int, sketch: bytes, at: datetime) -> None:
        self.version_no, self.sketch, self.made_at = version_no, sketch, at


class ApplicationMark(Identified, Base):
    """One thing an applicant is known by, as a hash: two applications with the same one are worth a look."""

    __tablename__ = "application_marks"
    __table_args__ = (
        UniqueConstraint("application_id", "ground", "value"),
        Index("ix_application_marks_value", "value", "ground"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    ground: Mapped[DuplicateGround]
    value: Mapped[str]


class DuplicatePair(Identified, Base):
    """Two applications that may be one and the same; the later one is `application_id`.

    `grounds` are values of `DuplicateGround`, `percent` how alike the texts are when they were compared.  A person
    decides; a later search changes only what nobody has decided.
    """

    __tablename__ = "duplicate_pairs"
    __table_args__ = (
        UniqueConstraint("application_id", "other_id"),
        CheckConstraint("application_id <> other_id", name="two_applications"),
        CheckConstraint("percent BETWEEN 0 AND 100", name="percent_bounds"),
        CheckConstraint("(state = 'duplicate_open') = (decided_at IS NULL)", name="decided_has_time"),
        Index("ix_duplicate_pairs_other", "other_id"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    other_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    grounds: Mapped[list[Any]]
    percent: Mapped[int | None]
    state: Mapped[DuplicateState] = mapped_column(default=DuplicateState.OPEN)
    found_at: Mapped[datetime]
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="")

    def find_again(self, grounds: list[str], percent: int | None) -> None:
        """What a later search found; a decision stands."""
        if self.state is DuplicateState.OPEN and (self.grounds != grounds or self.percent != percent):
            self.grounds, self.percent = grounds, percent

    def confirm(self, *, by: UUID, at: datetime, reason: str) -> None:
        self._decide(DuplicateStep.CONFIRM, by=by, at=at, reason=reason)

    def dismiss(self, *, by: UUID, at: datetime, reason: str) -> None:
        self._decide(DuplicateStep.DISMISS, by=by, at=at, reason=reason)

    def _decide(self, step: DuplicateStep, *, by: UUID, at: datetime, reason: str) -> None:
        self.state = DUPLICATE_WORKFLOW.after(self.state, step)
        self.decided_by, self.decided_at, self.reason = by, at, reason


class DuplicateSearch(Identified, Base):
    """One search for a round's duplicates, done by the worker in slices: `done` of `total`, `found` pairs so far.

    `last_id` is the application the last slice ended with.
    """

    __tablename__ = "duplicate_searches"
    __table_args__ = (
        CheckConstraint("done <= total", name="done_within_total"),
        Index("ix_duplicate_searches_round", "round_id", "id"),
        Index("ix_duplicate_searches_open", "finished_at"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    requested_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    requested_at: Mapped[datetime]
    total: Mapped[int] = mapped_column(default=0)
    done: Mapped[int] = mapped_column(default=0)
    found: Mapped[int] = mapped_column(default=0)
    last_id: Mapped[UUID | None]
    finished_at: Mapped[datetime | None]

    def advance(self, *, count: int, found: int, last_id: UUID) -> None:
        self.done = min(self.done + count, self.total)
        self.found += found
        self.last_id = last_id

    def finish(self, *, at: datetime) -> None:
        self.done, self.finished_at = self.total, at
