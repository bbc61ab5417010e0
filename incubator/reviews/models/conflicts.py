"""Conflicts of interest between a reviewer and an application: found from data, declared, or asserted by the applicant."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.applications.models import Application
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.reviews.models.panels import PERSONAL, Appointment
from incubator.reviews.workflow.panels import CONFLICT_WORKFLOW, ConflictState, ConflictStep


class Conflict(Identified, Timestamps, Versioned, Base):
    """`kind`: exclusion (제척), challenge (기피), recusal (회피), as in `rules.conflicts`; `ground`: its code.

    `facts` rows {label, reviewer, applicant} are the two facts that met.  Unless it is dismissed, the person sees nothing
    of the application: the one filter is `queries.conflicts.unhindered`.
    """

    __tablename__ = "conflicts"
    __table_args__ = (
        UniqueConstraint("appointment_id", "application_id", "kind", "ground"),
        CheckConstraint("kind IN ('exclusion', 'challenge', 'recusal')", name="kind_known"),
        CheckConstraint("(state = 'conflict_proposed') = (decided_at IS NULL)", name="decided_has_time"),
        CheckConstraint("state = 'conflict_proposed' OR reason <> ''", name="decided_has_reason"),
        Index("ix_conflicts_application", "application_id", "appointment_id"),
    )

    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    kind: Mapped[str]
    ground: Mapped[str]
    facts: Mapped[list[Any]] = mapped_column(info=PERSONAL)
    state: Mapped[ConflictState] = mapped_column(default=ConflictState.PROPOSED)
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    found_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]

    appointment: Mapped[Appointment] = relationship(lazy="raise", viewonly=True)

    def confirm(self, *, by: UUID | None, reason: str, at: datetime) -> None:
        self.state = CONFLICT_WORKFLOW.after(self.state, ConflictStep.CONFIRM)
        self.decided_by, self.reason, self.decided_at = by, reason, at

    def dismiss(self, *, by: UUID, reason: str, at: datetime) -> None:
        self.state = CONFLICT_WORKFLOW.after(self.state, ConflictStep.DISMISS)
        self.decided_by, self.reason, self.decided_at = by, reason, at


class Declaration(Identified, Base):
    """What a reviewer said about one application before reading it: nothing stands between us, or something does."""

    __tablename__ = "declarations"
    __table_args__ = (UniqueConstraint("appointment_id", "application_id"),)

    appointment_id: Mapped[UUID] = mapped_column(ForeignKey("appointments.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    is_free: Mapped[bool]
    at: Mapped[datetime]
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)


class Challenge(Identified, Base):
    """기피 신청: whom an applicant does not want as a judge, by name, organisation or both.

    He is not told who judges, so what he writes is compared with those who do (`rules.conflicts.find_challenged`).
    """

    __tablename__ = "challenges"
    __table_args__ = (
        CheckConstraint("person <> '' OR organisation <> ''", name="names_somebody"),
        CheckConstraint("(answered_at IS NULL) = (answer = '')", name="answered_has_words"),
        Index("ix_challenges_application", "application_id"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    person: Mapped[str] = mapped_column(default="", info=PERSONAL)
    organisation: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(Text, info=PERSONAL)
    filed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    filed_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)

    def settle(self, answer: str, *, by: UUID, at: datetime) -> None:
        self.answer, self.answered_by, self.answered_at = answer, by, at
