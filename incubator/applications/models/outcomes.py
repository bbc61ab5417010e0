"""What became of an application after evaluation, as its applicant is told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.applications.models.applying import PERSONAL, Application
from incubator.applications.workflow import OUTCOME_WORKFLOW, OutcomeState, OutcomeStep
from incubator.core.money import Won
from incubator.db.base import Base, Identified, Timestamps, Versioned


class Outcome(Identified, Timestamps, Versioned, Base):
    """Made when the decision is released, one for each application that was judged.

    `waiting_no`: 예비 1번 …; `announced_at` is when it was told, and the clock of objections starts with that day's next
    (`delivered_at`, when the notice stood in the applicant's inbox).  `reply_due_at`: until then an offered place waits.
    `score` is shown when the decision says so; `feedback` is what the centre says of the plan.  `ground` is why a plan
    was not selected (a value of `rules.outcomes.Ground`), `stage` the name of the stage it ended at, `next_steps` what
    follows for the selected.
    """

    __tablename__ = "outcomes"
    __table_args__ = (
        CheckConstraint("state <> 'outcome_untold'", name="told"),
        CheckConstraint("state <> 'outcome_waitlisted' OR waiting_no IS NOT NULL", name="waiting_has_number"),
        CheckConstraint("state <> 'outcome_offered' OR reply_due_at IS NOT NULL", name="offer_has_limit"),
        CheckConstraint("state <> 'outcome_revoked' OR reason <> ''", name="revoked_has_reason"),
        Index("ix_outcomes_round", "round_id", "state", "waiting_no"),
        Index("ix_outcomes_reply_due_at", "state", "reply_due_at"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"), unique=True)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    state: Mapped[OutcomeState] = mapped_column(default=OutcomeState.UNTOLD)
    waiting_no: Mapped[int | None]
    amount_won: Mapped[Won | None]
    score: Mapped[str] = mapped_column(default="")
    ground: Mapped[str] = mapped_column(default="")
    stage: Mapped[str] = mapped_column(default="")
    next_steps: Mapped[str] = mapped_column(Text, default="")
    feedback: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    reason: Mapped[str] = mapped_column(Text, default="")
    announced_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    reply_due_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)

    def announce(self, step: OutcomeStep) -> None:
        """`step` is one of SELECT, WAITLIST, TURN_DOWN."""
        self._step(step)

    def deliver(self, *, at: datetime) -> None:
        """The notice stands in the inbox; the first time counts."""
        self.delivered_at = self.delivered_at or at

    def offer(self, *, reply_due_at: datetime) -> None:
        self._step(OutcomeStep.OFFER)
        self.reply_due_at = reply_due_at

    def accept(self, *, amount_won: Won | None) -> None:
        self._step(OutcomeStep.ACCEPT)
        self.amount_won, self.reply_due_at = amount_won, None

    def forfeit(self, *, reason: str) -> None:
        self._step(OutcomeStep.FORFEIT)
        self.reason = reason

    def lapse(self) -> None:
        self._step(OutcomeStep.LAPSE)

    def revoke(self, *, reason: str) -> None:
        self._step(OutcomeStep.REVOKE)
        self.reason = reason

    def close(self) -> None:
        self._step(OutcomeStep.CLOSE)

    def _step(self, step: OutcomeStep) -> None:
        self.state = OUTCOME_WORKFLOW.after(self.state, step)
