"""Tables of the intake desk: the eligibility check of an application, and what its applicant is asked to supply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.applications.models.applying import PERSONAL, Application
from incubator.applications.rules.grounds import Defect, Ground, RowSource, Verdict
from incubator.applications.rules.intake import Judgement
from incubator.applications.workflow import (
    REVIEW_WORKFLOW,
    SUPPLEMENT_WORKFLOW,
    ReviewState,
    ReviewStep,
    SupplementState,
    SupplementStep,
)
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.db.guards import Statements, guard


class EligibilityReview(Identified, Timestamps, Versioned, Base):
    """The check of one application, made when somebody begins; who works on it stands in `DeskAssignment`.

    부적격 takes two people, which the database itself holds: who proposed is never
    who decided.  `taken_from` is the number of the handed-in version that was checked.
    """

    __tablename__ = "eligibility_reviews"
    __table_args__ = (
        CheckConstraint("state NOT IN ('proposed', 'failed') OR proposed_by IS NOT NULL", name="proposal_has_author"),
        CheckConstraint("(state IN ('passed', 'failed')) = (decided_by IS NOT NULL)", name="decision_has_author"),
        CheckConstraint("state <> 'failed' OR decided_by <> proposed_by", name="two_people_for_ineligible"),
        CheckConstraint("(state = 'pending') = (begun_at IS NULL)", name="begun_has_time"),
        Index("ix_eligibility_reviews_state", "state"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"), unique=True)
    state: Mapped[ReviewState] = mapped_column(default=ReviewState.PENDING)
    taken_from: Mapped[int] = mapped_column(default=0)
    begun_at: Mapped[datetime | None]
    proposed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    proposed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    returned_reason: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    decided_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    decided_at: Mapped[datetime | None]

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)
    rows: Mapped[list[CheckRow]] = relationship(lazy="raise", viewonly=True, order_by="CheckRow.no")

    def begin(self, *, at: datetime, version_no: int) -> None:
        self._step(ReviewStep.BEGIN)
        self.begun_at, self.taken_from = at, version_no

    def judge_eligible(self, *, by: UUID, at: datetime) -> None:
        self._step(ReviewStep.JUDGE_ELIGIBLE)
        self.proposed_by, self.proposed_at, self.reason, self.returned_reason = None, None, "", ""
        self.decided_by, self.decided_at = by, at

    def propose_ineligible(self, *, by: UUID, at: datetime, reason: str) -> None:
        self._step(ReviewStep.PROPOSE)
        self.proposed_by, self.proposed_at, self.reason, self.returned_reason = by, at, reason, ""

    def return_proposal(self, *, reason: str) -> None:
        self._step(ReviewStep.RETURN)
        self.returned_reason = reason

    def confirm_ineligible(self, *, by: UUID, at: datetime) -> None:
        """Raises ValueError when the proposer himself would confirm: the policy must have said so before."""
        self._step(ReviewStep.CONFIRM)
        if by == self.proposed_by:
            raise ValueError("two people for ineligible")
        self.decided_by, self.decided_at = by, at

    def reopen(self) -> None:
        self._step(ReviewStep.REOPEN)
        self.decided_by = self.decided_at = None

    def _step(self, step: ReviewStep) -> None:
        self.state = REVIEW_WORKFLOW.after(self.state, step)


class CheckRow(Identified, Versioned, Base):
    """One row of a check list: what is asked, what the system proposes, what a person says and why.

    `label`, `reason`, `basis` are payloads of `Text`; `proposal` is pass, fail or unknown.  `is_plan` marks the plan
    itself, whose content no supplement may touch.
    """

    __tablename__ = "check_rows"
    __table_args__ = (
        UniqueConstraint("review_id", "key"),
        CheckConstraint("proposal IN ('pass', 'fail', 'unknown')", name="proposal_known"),
        CheckConstraint("(verdict IS NULL) = (ground IS NULL)", name="verdict_has_ground"),
        CheckConstraint("(verdict IS NULL) = (judged_by IS NULL)", name="verdict_has_author"),
        CheckConstraint("verdict IS NULL OR verdict = 'pass' OR evidence <> ''", name="doubt_has_evidence"),
    )

    review_id: Mapped[UUID] = mapped_column(ForeignKey("eligibility_reviews.id"))
    key: Mapped[str]
    no: Mapped[int]
    source: Mapped[RowSource]
    label: Mapped[dict[str, Any]]
    proposal: Mapped[str]
    reason: Mapped[dict[str, Any]]
    basis: Mapped[dict[str, Any]]
    is_plan: Mapped[bool] = mapped_column(default=False)
    verdict: Mapped[Verdict | None]
    ground: Mapped[Ground | None]
    evidence: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    evidence_file_id: Mapped[UUID | None] = mapped_column(ForeignKey("stored_files.id"))
    judged_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    judged_at: Mapped[datetime | None]

    def judge(self, wanted: Judgement, *, evidence: str, by: UUID, at: datetime) -> None:
        """`wanted` has been checked by `rules.check_judgement`, which gave `evidence`; a file given before stays."""
        self.verdict, self.ground, self.evidence = wanted.verdict, wanted.ground, evidence
        self.evidence_file_id = wanted.evidence_file_id or self.evidence_file_id
        self.judged_by, self.judged_at = by, at


class SupplementRequest(Identified, Timestamps, Versioned, Base):
    """What an applicant is asked to supply, until when, and what came of it.  At most one waits at a time.

    The application itself stays frozen; the answers live here.  `content` is what was handed in, `sha256` the hash of
    its canonical text.
    """

    __tablename__ = "supplement_requests"
    __table_args__ = (
        UniqueConstraint("application_id", "no"),
        CheckConstraint("no >= 1", name="no_counts"),
        CheckConstraint("(state = 'supplied') = (supplied_at IS NOT NULL)", name="supplied_has_time"),
        CheckConstraint("(state = 'supplied') = (sha256 IS NOT NULL)", name="supplied_has_hash"),
        CheckConstraint("(state = 'awaited') = (closed_at IS NULL)", name="closed_has_time"),
        Index(
            "uq_supplement_requests_awaited",
            "application_id",
            unique=True,
            sqlite_where=sql("state = 'awaited'"),
            postgresql_where=sql("state = 'awaited'"),
        ),
        Index("ix_supplement_requests_due", "state", "due_at"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    no: Mapped[int]
    state: Mapped[SupplementState] = mapped_column(default=SupplementState.AWAITED)
    note: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    requested_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    due_at: Mapped[datetime]
    supplied_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    supplied_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    sha256: Mapped[str | None]
    content: Mapped[dict[str, Any] | None] = mapped_column(info=PERSONAL)

    application: Mapped[Application] = relationship(lazy="raise", viewonly=True)
    items: Mapped[list[SupplementItem]] = relationship(lazy="raise", viewonly=True, order_by="SupplementItem.no")

    def is_open(self, at: datetime) -> bool:
        """Whether an answer that arrived at that moment counts."""
        return self.state is SupplementState.AWAITED and at <= self.due_at

    def supply(self, *, by: UUID, at: datetime, content: dict[str, Any], sha256: str) -> None:
        self._step(SupplementStep.SUPPLY)
        self.supplied_by, self.supplied_at, self.closed_at = by, at, at
        self.content, self.sha256 = content, sha256

    def lapse(self, *, at: datetime) -> None:
        self._step(SupplementStep.LAPSE)
        self.closed_at = at

    def recall(self, *, at: datetime) -> None:
        self._step(SupplementStep.RECALL)
        self.closed_at = at

    def _step(self, step: SupplementStep) -> None:
        self.state = SUPPLEMENT_WORKFLOW.after(self.state, step)


class SupplementItem(Identified, Versioned, Base):
    """One defect to mend, and the applicant's answer to it."""

    __tablename__ = "supplement_items"
    __table_args__ = (UniqueConstraint("request_id", "no"),)

    request_id: Mapped[UUID] = mapped_column(ForeignKey("supplement_requests.id"))
    no: Mapped[int]
    defect: Mapped[Defect]
    asked: Mapped[str] = mapped_column(Text)
    row_key: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    answered_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    answered_at: Mapped[datetime | None]

    files: Mapped[list[SupplementFile]] = relationship(lazy="raise", viewonly=True, order_by="SupplementFile.id")

    @property
    def is_answered(self) -> bool:
        """With words or with a file.  Needs `files`."""
        return bool(self.answer or self.files)


class SupplementFile(Identified, Base):
    """A file the applicant put to an item.  `shown` holds name, size and pages as they were when it came."""

    __tablename__ = "supplement_files"
    __table_args__ = (UniqueConstraint("item_id", "file_id"),)

    item_id: Mapped[UUID] = mapped_column(ForeignKey("supplement_items.id"))
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_files.id"))
    shown: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]


REFUSAL = "a supplement that was handed in or is over is never changed"
_REQUEST_OF = {
    "supplement_items": "{row}.request_id",
    "supplement_files": "(SELECT request_id FROM supplement_items WHERE id = {row}.item_id)",
}


def _frozen_answers(table: str) -> Statements:
    """Rows of the table change only while their request waits for an answer."""
    sqlite, postgresql = [], []
    for verb, row in _verbs(table):
        request = _REQUEST_OF[table].format(row=row)
        closed = f"(SELECT state FROM supplement_requests WHERE id = {request}) <> 'awaited'"  # noqa: S608 (our own names)
        name = f"{table}_frozen_{verb.lower()}"
        sqlite.append(
            f"CREATE TRIGGER {name} BEFORE {verb} ON {table} WHEN {closed} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
        back = "OLD" if verb == "DELETE" else "NEW"
        refusing = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"
        body = f"BEGIN IF {closed} THEN {refusing}; END IF; RETURN {back}; END"
        postgresql.append(f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
        postgresql.append(f"CREATE TRIGGER {name} BEFORE {verb} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    return {"sqlite": sqlite, "postgresql": postgresql}


def _verbs(table: str) -> Iterator[tuple[str, str]]:
    yield from (("UPDATE", "OLD"), ("DELETE", "OLD"))
    if table == "supplement_files":
        yield "INSERT", "NEW"


GUARDS = {table: _frozen_answers(table) for table in _REQUEST_OF}
"""The migration that makes the tables issues the same statements."""

guard(SupplementItem.__table__, GUARDS["supplement_items"])
guard(SupplementFile.__table__, GUARDS["supplement_files"])
