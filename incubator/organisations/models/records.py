"""The register: participation restrictions and support given elsewhere, by registration number or by representative."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column

from incubator.core.money import MOST_WON, Won
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.organisations.models.companies import PERSONAL
from incubator.organisations.rules.records import (
    Concerned,
    RecordSubject,
    RestrictionDetails,
    SupportDetails,
    Term,
    restricts_on,
)
from incubator.organisations.workflow import RECORD_WORKFLOW, RecordState, RecordStep

RECORDED = sql("state = 'recorded'")
SUBJECT_FITS = (
    "(subject = 'company' AND length(brn) = 10 AND representative_name = '' AND representative_born_on IS NULL) OR "
    "(subject = 'representative' AND brn = '' AND representative_name <> '' AND representative_born_on IS NOT NULL)"
)
REMOVED_WITH_REASON = (
    "(state = 'recorded') = (removed_at IS NULL) AND (removed_at IS NULL) = (removed_by IS NULL) AND "
    "(removed_at IS NULL OR removal_reason <> '')"
)


class Record(Identified, Timestamps, Versioned):
    """What both kinds have: whom it is about (`subject_key` is `Concerned.key`), who wrote it down, who took it out."""

    subject: Mapped[RecordSubject]
    subject_key: Mapped[str] = mapped_column(info=PERSONAL)
    brn: Mapped[str] = mapped_column(default="")
    company_name: Mapped[str] = mapped_column(default="")
    representative_name: Mapped[str] = mapped_column(default="", info=PERSONAL)
    representative_born_on: Mapped[date | None] = mapped_column(info=PERSONAL)
    source: Mapped[str]
    state: Mapped[RecordState] = mapped_column(default=RecordState.RECORDED)
    recorded_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    removal_reason: Mapped[str] = mapped_column(default="")

    def concern(self, details: Concerned) -> None:
        assert details.subject is not None
        self.subject, self.subject_key = details.subject, details.key
        self.brn, self.company_name = details.brn, details.company_name
        self.representative_name = details.representative_name
        self.representative_born_on = details.representative_born_on

    def remove(self, *, by: UUID, at: datetime, reason: str) -> None:
        self.state = RECORD_WORKFLOW.after(self.state, RecordStep.REMOVE)
        self.removed_at, self.removed_by, self.removal_reason, self.updated_at = at, by, reason, at


class Restriction(Record, Base):
    """A participation restriction (참여제한), from and until a day (both included), less the suspended periods.

    `suspensions` is a list of `Term.payload()`, in the order they were entered.
    """

    __tablename__ = "participation_restrictions"
    __table_args__ = (
        CheckConstraint(SUBJECT_FITS, name="subject_fits"),
        CheckConstraint(REMOVED_WITH_REASON, name="removed_with_reason"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("ground <> '' AND source <> ''", name="has_ground_and_source"),
        Index(
            "uq_participation_restrictions_recorded",
            "subject_key",
            "starts_on",
            "ends_on",
            unique=True,
            sqlite_where=RECORDED,
            postgresql_where=RECORDED,
        ),
    )

    ground: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    suspensions: Mapped[list[Any]] = mapped_column(default=list)

    @property
    def term(self) -> Term:
        return Term(self.starts_on, self.ends_on)

    @property
    def suspended(self) -> tuple[Term, ...]:
        return tuple(Term.from_payload(one) for one in self.suspensions)

    def describe(self, details: RestrictionDetails) -> None:
        assert details.starts_on is not None
        assert details.ends_on is not None
        self.concern(details)
        self.ground, self.source = details.ground, details.source
        self.starts_on, self.ends_on = details.starts_on, details.ends_on

    def suspend(self, term: Term, *, at: datetime) -> None:
        self.suspensions = [*self.suspensions, term.payload()]
        self.updated_at = at

    def is_in_force(self, day: date) -> bool:
        return self.state is RecordState.RECORDED and restricts_on(self.term, self.suspended, day)


class SupportRecord(Record, Base):
    """Support another body (or an earlier program) gave: until `ends_on` (included), or open."""

    __tablename__ = "support_records"
    __table_args__ = (
        CheckConstraint(SUBJECT_FITS, name="subject_fits"),
        CheckConstraint(REMOVED_WITH_REASON, name="removed_with_reason"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint("program <> '' AND agency <> '' AND source <> ''", name="has_program_agency_source"),
        CheckConstraint(f"amount_won BETWEEN 0 AND {MOST_WON}", name="amount_won_bounds"),
        Index(
            "uq_support_records_recorded",
            "subject_key",
            "program",
            "starts_on",
            unique=True,
            sqlite_where=RECORDED,
            postgresql_where=RECORDED,
        ),
    )

    program: Mapped[str]
    agency: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    amount_won: Mapped[Won | None]
    plan_title: Mapped[str] = mapped_column(default="")

    def describe(self, details: SupportDetails) -> None:
        assert details.starts_on is not None
        self.concern(details)
        self.program, self.agency, self.source = details.program, details.agency, details.source
        self.starts_on, self.ends_on, self.plan_title = details.starts_on, details.ends_on, details.plan_title
        self.amount_won = None if details.amount_won is None else Won(details.amount_won)

    def is_running(self, day: date) -> bool:
        return self.ends_on is None or self.ends_on >= day
