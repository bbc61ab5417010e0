"""What a person has found before and after the arithmetic: accepted bonuses, and ties a committee has settled."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.programs.models import BonusItem
from incubator.reviews.models.panels import PERSONAL


class BonusClaim(Identified, Timestamps, Versioned, Base):
    """Whether one bonus (가점) of the call counts for one application, and what that rests on.  No reviewer sees it."""

    __tablename__ = "bonus_claims"
    __table_args__ = (
        UniqueConstraint("application_id", "bonus_id"),
        CheckConstraint("evidence <> ''", name="claim_has_evidence"),
        Index("ix_bonus_claims_bonus", "bonus_id"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    bonus_id: Mapped[UUID] = mapped_column(ForeignKey("bonus_items.id"))
    is_accepted: Mapped[bool]
    evidence: Mapped[str] = mapped_column(Text, info=PERSONAL)
    judged_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    judged_at: Mapped[datetime]

    bonus: Mapped[BonusItem] = relationship(lazy="raise", viewonly=True)

    def judge(self, *, is_accepted: bool, evidence: str, by: UUID, at: datetime) -> None:
        self.is_accepted, self.evidence = is_accepted, evidence
        self.judged_by = by
        self.judged_at = self.updated_at = at


class TieDecision(Identified, Base):
    """의결 or 추첨 among applications that nothing else separates: `ranking` holds their ids, first to last."""

    __tablename__ = "tie_decisions"
    __table_args__ = (
        CheckConstraint("kind IN ('vote', 'lot')", name="kind_known"),
        CheckConstraint("minutes <> ''", name="tie_has_minutes"),
        Index("ix_tie_decisions_stage", "stage_id", "at"),
    )

    stage_id: Mapped[UUID] = mapped_column(ForeignKey("round_stages.id"))
    kind: Mapped[str]
    ranking: Mapped[list[Any]]
    minutes: Mapped[str] = mapped_column(Text)
    decided_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
