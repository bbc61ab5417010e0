"""Tables of acts on many applications at once, and of messages that wait to leave."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from incubator.applications.models.applying import PERSONAL
from incubator.applications.rules.desk import LONGEST_BODY, LONGEST_NAME, BulkAct, BulkOutcome, name_key
from incubator.applications.workflow import OUTGOING_WORKFLOW, OutgoingState, OutgoingStep
from incubator.db.base import Base, Identified, Timestamps, Versioned


class BulkRun(Identified, Base):
    """One press on many applications.  `key` comes from the form: a second press finds the run of the first."""

    __tablename__ = "bulk_runs"
    __table_args__ = (UniqueConstraint("started_by", "key"), Index("ix_bulk_runs_round", "round_id", "id"))

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    act: Mapped[BulkAct]
    parameters: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    key: Mapped[str]
    started_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    def finish(self, *, at: datetime) -> None:
        self.finished_at = at


class BulkRow(Identified, Base):
    """One application of a run; `problem` is the stored reason (a `Text` payload) when it could not be done."""

    __tablename__ = "bulk_rows"
    __table_args__ = (
        UniqueConstraint("run_id", "application_id"),
        CheckConstraint("(outcome = 'bulk_waiting') = (at IS NULL)", name="done_has_time"),
    )

    run_id: Mapped[UUID] = mapped_column(ForeignKey("bulk_runs.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    place: Mapped[int]
    outcome: Mapped[BulkOutcome] = mapped_column(default=BulkOutcome.WAITING)
    problem: Mapped[dict[str, Any] | None]
    at: Mapped[datetime | None]

    def settle(self, outcome: BulkOutcome, *, at: datetime, problem: dict[str, Any] | None = None) -> None:
        self.outcome, self.at, self.problem = outcome, at, problem


class MessageTemplate(Identified, Timestamps, Versioned, Base):
    """Words for messages of one program, with places such as {기업명} (`rules.desk.Placeholder`)."""

    __tablename__ = "message_templates"
    __table_args__ = (
        Index(
            "uq_message_templates_name",
            "program_id",
            "name_key",
            unique=True,
            sqlite_where=sql("retired_at IS NULL"),
            postgresql_where=sql("retired_at IS NULL"),
        ),
        CheckConstraint(f"length(name) BETWEEN 1 AND {LONGEST_NAME}", name="name_length"),
        CheckConstraint(f"length(body) BETWEEN 1 AND {LONGEST_BODY}", name="body_length"),
    )

    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"))
    name: Mapped[str]
    name_key: Mapped[str]
    body: Mapped[str] = mapped_column(Text)
    written_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    retired_at: Mapped[datetime | None]

    def write(self, name: str, body: str, *, by: UUID, at: datetime) -> None:
        self.name, self.name_key, self.body = name, name_key(name), body
        self.written_by, self.updated_at = by, at

    def retire(self, *, at: datetime) -> None:
        self.retired_at = at


class OutgoingMessage(Identified, Base):
    """A message the applicant does not see yet: it leaves at `leaves_at` unless somebody holds or cancels it.

    `problem` says why the clock held it.  `message_id` is the message it became.
    """

    __tablename__ = "outgoing_messages"
    __table_args__ = (
        CheckConstraint("(state = 'outgoing_sent') = (message_id IS NOT NULL)", name="sent_has_message"),
        CheckConstraint("length(body) BETWEEN 1 AND 4000", name="body_length"),
        Index("ix_outgoing_messages_due", "state", "leaves_at"),
        Index("ix_outgoing_messages_round", "round_id", "id"),
        Index("ix_outgoing_messages_application", "application_id"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    run_id: Mapped[UUID | None] = mapped_column(ForeignKey("bulk_runs.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    body: Mapped[str] = mapped_column(Text, info=PERSONAL)
    state: Mapped[OutgoingState] = mapped_column(default=OutgoingState.WAITING)
    leaves_at: Mapped[datetime]
    created_at: Mapped[datetime]
    problem: Mapped[dict[str, Any] | None]
    message_id: Mapped[UUID | None] = mapped_column(ForeignKey("application_messages.id"))

    def hold(self, *, problem: dict[str, Any] | None = None) -> None:
        self._step(OutgoingStep.HOLD)
        self.problem = problem

    def release(self, *, by: UUID, leaves_at: datetime) -> None:
        """Whoever lets it go answers for it from now on."""
        self._step(OutgoingStep.RELEASE)
        self.author_id, self.leaves_at, self.problem = by, leaves_at, None

    def cancel(self) -> None:
        self._step(OutgoingStep.CANCEL)

    def leave(self, *, message_id: UUID) -> None:
        self._step(OutgoingStep.SEND)
        self.message_id = message_id

    def _step(self, step: OutgoingStep) -> None:
        self.state = OUTGOING_WORKFLOW.after(self.state, step)
