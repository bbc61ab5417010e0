"""Who judges what, and the score sheets."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.applications.models import Application
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.db.guards import append_only, guard
from incubator.programs.models import Criterion
from incubator.reviews.models.panels import PERSONAL, Appointment
from incubator.reviews.workflow.sheets import SHEET_WORKFLOW, SheetState, SheetStep


class AssignmentRun(Identified, Base):
    """One run of the solver for a stage, kept whether it was published or not.

    `asked` holds what went in (demand, limits, forced and forbidden pairs, seed, hash of the inputs), `found` what came
    out: pairs with their scores, fairness figures.  `published_at` None: only looked at.
    """

    __tablename__ = "assignment_runs"

    stage_id: Mapped[UUID] = mapped_column(ForeignKey("round_stages.id"), index=True)
    seed: Mapped[int]
    asked: Mapped[dict[str, Any]]
    found: Mapped[dict[str, Any]]
    run_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    published_at: Mapped[datetime | None]


class Assignment(Identified, Timestamps, Versioned, Base):
    """This reviewer judges this application.  `run_id` None: a person chose.  Taken back: `ended_at` with a reason."""

    __tablename__ = "assignments"
    __table_args__ = (
        CheckConstraint("(ended_at IS NULL) = (ended_reason = '')", name="ended_has_reason"),
        Index(
            "uq_assignments_live",
            "appointment_id",
            "application_id",
            unique=True,
            sqlite_where=sql("ended_at IS NULL"),
            postgresql_where=sql("ended_at IS NULL"),
        ),
        Index("ix_assignments_application", "application_id", "ended_at"),
    )

    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    run_id: Mapped[UUID | None] = mapped_column(ForeignKey("assignment_runs.id"))
    assigned_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    ended_at: Mapped[datetime | None]
    ended_reason: Mapped[str] = mapped_column(Text, default="")

    appointment: Mapped[Appointment] = relationship(lazy="raise", viewonly=True)
    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)
    sheet: Mapped[ScoreSheet | None] = relationship(lazy="raise", viewonly=True, uselist=False)

    def end(self, *, reason: str, at: datetime) -> None:
        self.ended_at, self.ended_reason = at, reason


class ScoreSheet(Identified, Timestamps, Versioned, Base):
    """평가표 of one assignment, made when its reviewer first opens it.

    `number` counts the submissions (`SheetVersion`); `reading_seconds` is how long the plan was in front of him, counted
    until `read_until`; `asked` rows {criterion_key, mean_tenths} are deviations he was asked about.
    """

    __tablename__ = "score_sheets"
    __table_args__ = (
        CheckConstraint(
            "state NOT IN ('sheet_submitted', 'sheet_locked') OR submitted_at IS NOT NULL", name="in_has_time"
        ),
        CheckConstraint("state <> 'sheet_returned' OR returned_reason <> ''", name="returned_has_reason"),
        CheckConstraint("reading_seconds >= 0", name="reading_not_negative"),
    )

    assignment_id: Mapped[UUID] = mapped_column(ForeignKey("assignments.id"), unique=True)
    state: Mapped[SheetState] = mapped_column(default=SheetState.OPEN)
    number: Mapped[int] = mapped_column(default=0)
    comment: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    reading_seconds: Mapped[int] = mapped_column(default=0)
    read_until: Mapped[datetime | None]
    asked: Mapped[list[Any]] = mapped_column(default=list)
    submitted_at: Mapped[datetime | None]
    returned_reason: Mapped[str] = mapped_column(Text, default="")

    assignment: Mapped[Assignment] = relationship(lazy="raise", viewonly=True)
    scores: Mapped[list[Score]] = relationship(lazy="raise", viewonly=True)

    def save(self, *, at: datetime) -> None:
        self._step(SheetStep.SAVE)
        self.updated_at = at

    def submit(self, *, at: datetime) -> None:
        self._step(SheetStep.SUBMIT)
        self.number += 1
        self.submitted_at, self.returned_reason = at, ""

    def give_back(self, *, reason: str) -> None:
        self._step(SheetStep.RETURN)
        self.returned_reason = reason

    def lock(self) -> None:
        self._step(SheetStep.LOCK)

    def reopen(self) -> None:
        self._step(SheetStep.REOPEN)

    def void(self) -> None:
        self._step(SheetStep.VOID)

    def _step(self, step: SheetStep) -> None:
        self.state = SHEET_WORKFLOW.after(self.state, step)


class Score(Identified, Versioned, Base):
    """One criterion on one sheet.  Points are kept in tenths: 27.5 points is 275; None: nothing yet."""

    __tablename__ = "scores"
    __table_args__ = (
        UniqueConstraint("sheet_id", "criterion_id"),
        CheckConstraint("tenths IS NULL OR tenths BETWEEN 0 AND 1000", name="tenths_within"),
    )

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("score_sheets.id"))
    criterion_id: Mapped[UUID] = mapped_column(ForeignKey("criteria.id"))
    tenths: Mapped[int | None]
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    deviation_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)

    criterion: Mapped[Criterion] = relationship(lazy="raise", viewonly=True)


class SheetVersion(Identified, Base):
    """What a reviewer handed in, each time: never changed.  `content`: {scores: [{key, points, reason}], comment, total}."""

    __tablename__ = "sheet_versions"
    __table_args__ = (UniqueConstraint("sheet_id", "number"),)

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("score_sheets.id"))
    number: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    sha256: Mapped[str]
    at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)


GUARDS = append_only("sheet_versions")
guard(SheetVersion.__table__, GUARDS)
