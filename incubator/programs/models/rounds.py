"""Programs, their rounds, what was published about a round, and who takes part."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.accounts.models import Branch, User
from incubator.core.errors import StepNotAllowed
from incubator.core.money import MOST_WON, Won
from incubator.core.text import text
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.programs.models.partners import ProgramPartner
from incubator.programs.models.settings import (
    BONUS_COLUMNS,
    DIVISION_COLUMNS,
    BonusItem,
    Division,
    RoundStage,
    plain_row,
    plain_stage,
    take_rows,
    take_stages,
)
from incubator.programs.rules.kinds import Phase, ProgramField, ProgramKind
from incubator.programs.rules.reception import phase_of, receives
from incubator.programs.rules.references import ReferenceDates, reference_dates
from incubator.programs.workflow import WORKFLOW, NoticeKind, ParticipationState, RoundState, RoundStep

DEFAULT_TOTAL_BYTES = 100_000_000
DEFAULT_PAGES = 15


class Program(Identified, Timestamps, Versioned, Base):
    """What the centre runs year after year; its rounds are the calls.  `code` is part of receipt numbers."""

    __tablename__ = "programs"
    __table_args__ = (
        CheckConstraint("length(code) BETWEEN 2 AND 12", name="code_length"),
        CheckConstraint("length(budget_line) > 0", name="has_budget_line"),
    )

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    kind: Mapped[ProgramKind]
    field: Mapped[ProgramField]
    branch_id: Mapped[UUID] = mapped_column(ForeignKey("branches.id"), index=True)
    owner_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    budget_line: Mapped[str]

    branch: Mapped[Branch] = relationship(lazy="raise")
    owner: Mapped[User] = relationship(lazy="raise")
    partner_rows: Mapped[list[ProgramPartner]] = relationship(lazy="raise", cascade="all, delete-orphan")


class Round(Identified, Timestamps, Versioned, Base):
    """One call.  Instants are UTC; `closes_at` itself still counts as in time.

    `schedule` rows: {label, label_en, starts, ends} with ISO instants or days (`ends` may be null); `documents_wanted`
    rows: {label, label_en, when, note}; `eligibility`: rules as data, see `rules.eligibility`; `divisions`, `stages` and
    `bonuses` are rows of tables, read and set as plain values where their relationships are loaded
    (`queries.get_whole_round`).  `receipt_serial` is the last receipt number given out.
    """

    __tablename__ = "rounds"
    __table_args__ = (
        UniqueConstraint("program_id", "year", "round_no"),
        CheckConstraint("closes_at > opens_at", name="closes_after_opens"),
        CheckConstraint("receipt_serial >= 0", name="serial_not_negative"),
        CheckConstraint(f"budget_won BETWEEN 0 AND {MOST_WON}", name="budget_won_bounds"),
        CheckConstraint("quota IS NULL OR quota > 0", name="quota_positive"),
        CheckConstraint("file_total_limit > 0", name="file_total_positive"),
        CheckConstraint("page_limit > 0", name="page_limit_positive"),
        CheckConstraint("round_no > 0", name="round_no_positive"),
        CheckConstraint("bonus_cap BETWEEN 0 AND 100", name="bonus_cap_within"),
        CheckConstraint("waiting_list_length >= 0", name="waiting_list_not_negative"),
        CheckConstraint("year BETWEEN 2015 AND 2200", name="year_plausible"),
        CheckConstraint(
            "state IN ('planned', 'in_approval', 'approved', 'cancelled') OR published_at IS NOT NULL",
            name="public_is_published",
        ),
        CheckConstraint("state != 'approved' OR approval_id IS NOT NULL", name="approved_has_approval"),
        CheckConstraint("state != 'open' OR opened_at IS NOT NULL", name="open_was_opened"),
        CheckConstraint("state != 'closed' OR closed_at IS NOT NULL", name="closed_was_closed"),
        CheckConstraint("state != 'cancelled' OR cancelled_at IS NOT NULL", name="cancelled_has_time"),
        Index("ix_rounds_state_closes", "state", "closes_at"),
        Index("ix_rounds_state_opens", "state", "opens_at"),
    )

    program_id: Mapped[UUID] = mapped_column(ForeignKey("programs.id"), index=True)
    year: Mapped[int]
    round_no: Mapped[int]
    template: Mapped[str] = mapped_column(default="")
    title: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(Text, default="")
    summary_en: Mapped[str] = mapped_column(Text, default="")
    purpose: Mapped[str] = mapped_column(Text, default="")
    purpose_en: Mapped[str] = mapped_column(Text, default="")
    support: Mapped[str] = mapped_column(Text, default="")
    support_en: Mapped[str] = mapped_column(Text, default="")
    how_to_apply: Mapped[str] = mapped_column(Text, default="")
    how_to_apply_en: Mapped[str] = mapped_column(Text, default="")
    budget_text: Mapped[str] = mapped_column(default="")
    budget_text_en: Mapped[str] = mapped_column(default="")
    budget_won: Mapped[Won | None]
    schedule: Mapped[list[Any]] = mapped_column(default=list)
    eligibility: Mapped[list[Any]] = mapped_column(default=list)
    documents_wanted: Mapped[list[Any]] = mapped_column(default=list)
    contact_name: Mapped[str] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(default="")
    contact_email: Mapped[str] = mapped_column(default="")
    announced_on: Mapped[date]
    agreement_on: Mapped[date | None]
    opens_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    state: Mapped[RoundState] = mapped_column(default=RoundState.PLANNED)
    questionnaire_version_id: Mapped[UUID | None] = mapped_column(ForeignKey("questionnaire_versions.id"))
    file_total_limit: Mapped[int] = mapped_column(default=DEFAULT_TOTAL_BYTES)
    page_limit: Mapped[int] = mapped_column(default=DEFAULT_PAGES)
    quota: Mapped[int | None]
    bonus_cap: Mapped[int] = mapped_column(default=0)
    waiting_list_length: Mapped[int] = mapped_column(default=0)
    tie_chain: Mapped[list[Any]] = mapped_column(default=list)
    copied_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("rounds.id"))
    recalled_from_id: Mapped[UUID | None] = mapped_column(ForeignKey("rounds.id"))
    recall_reason: Mapped[str] = mapped_column(Text, default="")
    approval_id: Mapped[UUID | None] = mapped_column(ForeignKey("approvals.id"))
    receipt_serial: Mapped[int] = mapped_column(default=0)
    posting_reason: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    cancelled_at: Mapped[datetime | None]

    program: Mapped[Program] = relationship(lazy="raise")
    division_rows: Mapped[list[Division]] = relationship(
        lazy="raise", order_by=Division.position, cascade="all, delete-orphan"
    )
    stage_rows: Mapped[list[RoundStage]] = relationship(
        lazy="raise", order_by=RoundStage.position, cascade="all, delete-orphan"
    )
    bonus_rows: Mapped[list[BonusItem]] = relationship(
        lazy="raise", order_by=BonusItem.position, cascade="all, delete-orphan"
    )

    @property
    def divisions(self) -> list[dict[str, Any]]:
        return [plain_row(item, DIVISION_COLUMNS) for item in self.division_rows]

    @divisions.setter
    def divisions(self, rows: list[dict[str, Any]]) -> None:
        take_rows(self.division_rows, rows, Division, DIVISION_COLUMNS, "d")

    @property
    def stages(self) -> list[dict[str, Any]]:
        return [plain_stage(item) for item in self.stage_rows]

    @stages.setter
    def stages(self, rows: list[dict[str, Any]]) -> None:
        take_stages(self.stage_rows, rows)

    @property
    def bonuses(self) -> list[dict[str, Any]]:
        return [plain_row(item, BONUS_COLUMNS) for item in self.bonus_rows]

    @bonuses.setter
    def bonuses(self, rows: list[dict[str, Any]]) -> None:
        take_rows(self.bonus_rows, rows, BonusItem, BONUS_COLUMNS, "b")

    def is_open(self, at: datetime) -> bool:
        """Whether what the server received at this instant is in time; `closes_at` itself is."""
        return receives(self.state, at, self.opens_at, self.closes_at)

    def phase(self, at: datetime) -> Phase:
        """What a visitor sees now, by the clock and not by the worker."""
        return phase_of(self.state, at, self.opens_at, self.closes_at)

    def reference_dates(self, at: datetime) -> ReferenceDates:
        """The days conditions are measured on; `at` is when the applicant asks or applies."""
        return reference_dates(announced_on=self.announced_on, agreement_on=self.agreement_on, at=at)

    def request(self) -> None:
        """From here on it is locked: what is read in approval is what will be published."""
        self.state = WORKFLOW.after(self.state, RoundStep.REQUEST)

    def give_back(self) -> None:
        self.state = WORKFLOW.after(self.state, RoundStep.RETURN)
        self.approval_id = None

    def approve(self, *, approval_id: UUID, reason: str) -> None:
        self.state = WORKFLOW.after(self.state, RoundStep.APPROVE)
        self.approval_id = approval_id
        self.posting_reason = reason

    def publish(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, RoundStep.PUBLISH)
        self.published_at = at

    def recall(self) -> None:
        self.state = WORKFLOW.after(self.state, RoundStep.RECALL)

    def open(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, RoundStep.OPEN)
        self.opened_at = at

    def close(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, RoundStep.CLOSE)
        self.closed_at = at

    def cancel(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, RoundStep.CANCEL)
        self.cancelled_at = at

    def extend(self, *, closes_at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, RoundStep.EXTEND)
        self.closes_at = closes_at

    def correct(self, **changed: Any) -> None:
        """Take over the corrected parts; the use case has checked that they may change."""
        self.state = WORKFLOW.after(self.state, RoundStep.CORRECT)
        for name, value in changed.items():
            setattr(self, name, value)


PROSE = (
    Round.summary, Round.summary_en, Round.purpose, Round.purpose_en, Round.support, Round.support_en, Round.how_to_apply,
    Round.how_to_apply_en, Round.budget_text, Round.budget_text_en, Round.schedule, Round.documents_wanted,
)  # fmt: skip
"""What only the call's own page shows: not read with every application."""


class RoundNotice(Identified, Base):
    """A published revision.  `changes` rows: {field, before, after}, so that anybody can read what changed."""

    __tablename__ = "round_notices"
    __table_args__ = (
        UniqueConstraint("round_id", "no"),
        CheckConstraint("kind = 'published' OR reason <> ''", name="a_change_has_a_reason"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    no: Mapped[int]
    kind: Mapped[NoticeKind]
    reason: Mapped[str] = mapped_column(Text, default="")
    changes: Mapped[list[Any]] = mapped_column(default=list)
    published_at: Mapped[datetime]
    published_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    approval_id: Mapped[UUID | None] = mapped_column(ForeignKey("approvals.id"))


class RoundAttachment(Identified, Base):
    """A file beside the call: form, guide, poster.  Public as soon as the round is."""

    __tablename__ = "round_attachments"
    __table_args__ = (UniqueConstraint("round_id", "file_id"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_files.id"))
    title: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))


class Participation(Identified, Timestamps, Versioned, Base):
    """An organisation or a person admitted to a round: what follows selection hangs on it, not on an application."""

    __tablename__ = "participations"
    __table_args__ = (
        CheckConstraint("organisation_id IS NOT NULL OR user_id IS NOT NULL", name="somebody_takes_part"),
        UniqueConstraint("round_id", "organisation_id", "user_id"),
        Index("ix_participations_organisation", "organisation_id"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    state: Mapped[ParticipationState] = mapped_column(default=ParticipationState.ADMITTED)

    def withdraw(self) -> None:
        """Given up or taken back before its end.  Raises StepNotAllowed once it has ended."""
        if self.state not in (ParticipationState.ADMITTED, ParticipationState.ACTIVE):
            raise StepNotAllowed(text("이미 끝난 참여는 거둘 수 없습니다."))
        self.state = ParticipationState.WITHDRAWN
