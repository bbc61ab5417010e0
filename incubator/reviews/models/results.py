"""Computation sheets, decisions, and objections against them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.applications.models import Application
from incubator.core.money import Won
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.reviews.models.panels import PERSONAL
from incubator.reviews.workflow.results import (
    DECISION_WORKFLOW,
    OBJECTION_WORKFLOW,
    DecisionState,
    DecisionStep,
    ObjectionState,
    ObjectionStep,
    Standing,
)
from incubator.reviews.workflow.sheets import COMPUTATION_WORKFLOW, ComputationState, ComputationStep


class Computation(Identified, Base):
    """집계표 of a stage: every input and every intermediate value, so that anybody can compute it again.

    `content` is what `rules.computation` makes; `sha256` its fingerprint.  A new computation supersedes the one before;
    both stay.
    """

    __tablename__ = "computations"
    __table_args__ = (
        UniqueConstraint("stage_id", "no"),
        Index(
            "uq_computations_in_force",
            "stage_id",
            unique=True,
            sqlite_where=sql("state <> 'superseded'"),
            postgresql_where=sql("state <> 'superseded'"),
        ),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"), index=True)
    stage_id: Mapped[UUID] = mapped_column(ForeignKey("round_stages.id"))
    no: Mapped[int]
    state: Mapped[ComputationState] = mapped_column(default=ComputationState.COMPUTED)
    reason: Mapped[str] = mapped_column(Text, default="")
    content: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    sha256: Mapped[str]
    computed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    computed_at: Mapped[datetime]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    confirmed_at: Mapped[datetime | None]

    signatures: Mapped[list[ComputationSignature]] = relationship(lazy="raise", viewonly=True)

    def confirm(self, *, by: UUID, at: datetime) -> None:
        self.state = COMPUTATION_WORKFLOW.after(self.state, ComputationStep.CONFIRM)
        self.confirmed_by, self.confirmed_at = by, at

    def supersede(self) -> None:
        self.state = COMPUTATION_WORKFLOW.after(self.state, ComputationStep.SUPERSEDE)


class ComputationSignature(Identified, Base):
    """A reviewer who was present has signed this very sheet (`sha256`)."""

    __tablename__ = "computation_signatures"
    __table_args__ = (UniqueConstraint("computation_id", "appointment_id"),)

    computation_id: Mapped[UUID] = mapped_column(ForeignKey("computations.id"))
    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    sha256: Mapped[str]
    at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)


class Decision(Identified, Timestamps, Versioned, Base):
    """Whom a round selects.  Three hands: who proposed neither confirms nor releases.

    `budget_won`: what may be given out in all; `minutes`: of the committee, whose members stand in `CommitteeVote`;
    `sha256` of the lines as they were deliberated.  `shows_scores`: applicants are told theirs; `next_steps`: what the
    selected read beside the result.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        UniqueConstraint("round_id", "no"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_by <> proposed_by", name="two_people_confirm"),
        CheckConstraint("released_by IS NULL OR released_by <> proposed_by", name="two_people_release"),
        CheckConstraint("(state = 'decision_released') = (released_at IS NOT NULL)", name="released_has_time"),
        CheckConstraint(
            "state IN ('decision_proposed', 'decision_withdrawn') OR minutes <> ''", name="deliberated_has_minutes"
        ),
        Index(
            "uq_decisions_live",
            "round_id",
            unique=True,
            sqlite_where=sql("state <> 'decision_withdrawn'"),
            postgresql_where=sql("state <> 'decision_withdrawn'"),
        ),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    no: Mapped[int]
    state: Mapped[DecisionState] = mapped_column(default=DecisionState.PROPOSED)
    state_reason: Mapped[str] = mapped_column(Text, default="")
    budget_won: Mapped[Won | None]
    shows_scores: Mapped[bool] = mapped_column(default=False)
    next_steps: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[str] = mapped_column(Text, default="")
    sha256: Mapped[str]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    deliberated_at: Mapped[datetime | None]
    confirmed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    confirmed_at: Mapped[datetime | None]
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    released_at: Mapped[datetime | None]

    lines: Mapped[list[DecisionLine]] = relationship(lazy="raise", viewonly=True, order_by="DecisionLine.no")

    def deliberate(self, *, minutes: str, at: datetime) -> None:
        self._step(DecisionStep.DELIBERATE)
        self.minutes, self.deliberated_at = minutes, at

    def confirm(self, *, by: UUID, at: datetime) -> None:
        self._step(DecisionStep.CONFIRM)
        self.confirmed_by, self.confirmed_at = by, at

    def release(self, *, by: UUID, at: datetime) -> None:
        self._step(DecisionStep.RELEASE)
        self.released_by, self.released_at = by, at

    def withdraw(self, *, reason: str) -> None:
        self._step(DecisionStep.WITHDRAW)
        self.state_reason = reason

    def _step(self, step: DecisionStep) -> None:
        self.state = DECISION_WORKFLOW.after(self.state, step)


class DecisionLine(Identified, Base):
    """What the decision says of one application.  `rank`: None without one; `waiting_no`: 예비 1번 and so on.

    `pool` names those it competed with (a division, or a division's group); `stage_key` the stage it ended at.

    `deviation`: why the committee departs from the rank.  `feedback`: what the applicant is told, checked by staff.
    """

    __tablename__ = "decision_lines"
    __table_args__ = (
        UniqueConstraint("decision_id", "application_id"),
        CheckConstraint("(standing = 'waitlisted') = (waiting_no IS NOT NULL)", name="waiting_has_number"),
        CheckConstraint("standing = 'selected' OR amount_won IS NULL", name="amount_for_selected"),
    )

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"), index=True)
    no: Mapped[int]
    pool: Mapped[str] = mapped_column(default="")
    stage_key: Mapped[str] = mapped_column(default="")
    standing: Mapped[Standing]
    rank: Mapped[int | None]
    score: Mapped[str] = mapped_column(default="")
    waiting_no: Mapped[int | None]
    amount_won: Mapped[Won | None]
    deviation: Mapped[str] = mapped_column(Text, default="")
    feedback: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    feedback_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    delivered_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)


class CommitteeVote(Identified, Base):
    """How one member of the operating committee voted on a proposal, or that he stayed out of it."""

    __tablename__ = "committee_votes"
    __table_args__ = (
        UniqueConstraint("decision_id", "member"),
        CheckConstraint("vote IN ('for', 'against', 'abstained', 'recused')", name="vote_known"),
    )

    decision_id: Mapped[UUID] = mapped_column(ForeignKey("decisions.id"))
    member: Mapped[str] = mapped_column(info=PERSONAL)
    vote: Mapped[str]


class Objection(Identified, Timestamps, Versioned, Base):
    """이의신청: once for each line; `due_at` is when the answer is owed.  Decided by others than those who decided before."""

    __tablename__ = "objections"
    __table_args__ = (
        CheckConstraint("(state = 'objection_filed') = (answered_at IS NULL)", name="answered_has_time"),
        CheckConstraint("state = 'objection_filed' OR answer <> ''", name="answered_has_words"),
    )

    line_id: Mapped[UUID] = mapped_column(ForeignKey("decision_lines.id"), unique=True)
    state: Mapped[ObjectionState] = mapped_column(default=ObjectionState.FILED)
    facts: Mapped[str] = mapped_column(Text, info=PERSONAL)
    filed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    filed_at: Mapped[datetime]
    due_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]
    members: Mapped[list[Any]] = mapped_column(default=list, info=PERSONAL)

    def settle(self, step: ObjectionStep, *, answer: str, members: list[str], by: UUID, at: datetime) -> None:
        self.state = OBJECTION_WORKFLOW.after(self.state, step)
        self.answer, self.members, self.answered_by, self.answered_at = answer, members, by, at
