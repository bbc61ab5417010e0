"""Changes of an announced selection: moved by one person, carried by another."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.applications.models import Application
from incubator.core.money import Won
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.reviews.models.panels import PERSONAL

OFFER, REVOCATION = "offer", "revocation"
CARRIED, REFUSED = "carried", "refused"


class SelectionChange(Identified, Timestamps, Versioned, Base):
    """A place to offer or a selection to revoke.  `verdict` empty: it waits for the second person.

    `ground`: a value of `rules.following.Ground` for a revocation; `note`: what a revocation rests on, and how the company
    was heard (`hearing`).  `amount_won`: what comes with an offered place.
    """

    __tablename__ = "selection_changes"
    __table_args__ = (
        CheckConstraint("kind IN ('offer', 'revocation')", name="kind_known"),
        CheckConstraint("verdict IN ('', 'carried', 'refused')", name="verdict_known"),
        CheckConstraint("(verdict = '') = (decided_at IS NULL)", name="decided_has_time"),
        CheckConstraint("verdict = '' OR decided_by IS NOT NULL", name="decided_has_person"),
        CheckConstraint("decided_by IS NULL OR decided_by <> proposed_by", name="two_people"),
        CheckConstraint("kind <> 'revocation' OR (ground <> '' AND hearing <> '')", name="revoked_after_hearing"),
        CheckConstraint("verdict <> 'refused' OR refusal <> ''", name="refused_has_reason"),
        Index(
            "uq_selection_changes_live",
            "application_id",
            unique=True,
            sqlite_where=sql("verdict = ''"),
            postgresql_where=sql("verdict = ''"),
        ),
        Index("ix_selection_changes_round", "round_id", "verdict"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    kind: Mapped[str]
    ground: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    hearing: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    amount_won: Mapped[Won | None]
    proposed_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(default="")
    refusal: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)

    def carry(self, *, by: UUID, at: datetime) -> None:
        self._decide(CARRIED, by, at)

    def refuse(self, *, reason: str, by: UUID, at: datetime) -> None:
        self.refusal = reason
        self._decide(REFUSED, by, at)

    def _decide(self, verdict: str, by: UUID, at: datetime) -> None:
        self.verdict, self.decided_by, self.decided_at = verdict, by, at
