"""Tables of applying to a round."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DDL, CheckConstraint, ForeignKey, Index, Text, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.applications.models.lists import list_indexes
from incubator.applications.rules import list_text
from incubator.applications.workflow import FROZEN as AFTER_DEADLINE
from incubator.applications.workflow import WORKFLOW, ApplicationState, ApplicationStep, AttemptOutcome
from incubator.core.money import MOST_WON, Won
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.organisations.models import Organisation
from incubator.organisations.rules import OrganisationKind
from incubator.programs.models import Division, Round
from incubator.questionnaires.models import AnswerSet

PERSONAL = {"personal": True}
STATES = ", ".join(f"'{state}'" for state in ApplicationState)
HANDED_IN = ", ".join(f"'{state}'" for state in ApplicationState if state in AFTER_DEADLINE)


class Application(Identified, Timestamps, Versioned, Base):
    """One organisation's application to one round.

    `receipt_no` is given at the first submit and stays through un-submit and re-submit; `version_no` counts the
    submits.  `submitted_at` is set exactly while the application counts as handed in (and stays when it is withdrawn).
    `self_check` holds what the applicant declared before writing, {rule key: true | false}.  `applicant_name`, `_kind`
    and `_region` repeat what the organisation says of itself (`note_for_lists`), because a list filtered and sorted in
    one table's index costs the same for ten applications and for a hundred thousand; they, `project_title`, `amount_won`
    and `search_text` serve lists; the snapshot decides.  `reminded_at` is the rung of the ladder of which the members
    were told last, `released_at` when they were told whether it is eligible.
    """

    __tablename__ = "applications"
    __table_args__ = (
        CheckConstraint(f"state IN ({STATES})", name="state_known"),
        CheckConstraint(
            f"state NOT IN ('submitted', {HANDED_IN}) OR (receipt_no IS NOT NULL AND submitted_at IS NOT NULL)",
            name="submitted_has_receipt",
        ),
        CheckConstraint("state NOT IN ('draft', 'not_submitted') OR submitted_at IS NULL", name="draft_not_submitted"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_time"),
        CheckConstraint(
            "released_at IS NULL OR state IN ('eligible', 'ineligible', 'withdrawn')", name="released_is_decided"
        ),
        CheckConstraint("version_no >= 0", name="version_no_counts"),
        CheckConstraint("(receipt_no IS NULL) = (version_no = 0)", name="receipt_from_first_version"),
        CheckConstraint("(receipt_no IS NULL) = (first_submitted_at IS NULL)", name="receipt_from_first_submit"),
        CheckConstraint(f"amount_won BETWEEN 0 AND {MOST_WON}", name="amount_won_bounds"),
        Index(
            "uq_applications_live",
            "round_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("state <> 'withdrawn'"),
            postgresql_where=text("state <> 'withdrawn'"),
        ),
        Index("ix_applications_organisation", "organisation_id"),
        *list_indexes(),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    division_id: Mapped[UUID | None] = mapped_column(ForeignKey("divisions.id"))
    answer_set_id: Mapped[UUID] = mapped_column(ForeignKey("answer_sets.id"), unique=True)
    state: Mapped[ApplicationState] = mapped_column(default=ApplicationState.DRAFT)
    receipt_no: Mapped[str | None] = mapped_column(unique=True)
    version_no: Mapped[int] = mapped_column(default=0)
    applicant_name: Mapped[str] = mapped_column(default="")
    applicant_kind: Mapped[OrganisationKind]
    applicant_region: Mapped[str] = mapped_column(default="")
    project_title: Mapped[str] = mapped_column(Text, default="")
    amount_won: Mapped[Won | None]
    search_text: Mapped[str] = mapped_column(Text, default="", info=PERSONAL)
    self_check: Mapped[dict[str, Any]] = mapped_column(default=dict)
    started_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    submitted_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    first_submitted_at: Mapped[datetime | None]
    submitted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]

    round: Mapped[Round] = relationship(lazy="raise", viewonly=True)
    division: Mapped[Division | None] = relationship(lazy="raise", viewonly=True)
    organisation: Mapped[Organisation] = relationship(lazy="raise", viewonly=True)
    answer_set: Mapped[AnswerSet] = relationship(lazy="raise", viewonly=True)

    def note_for_lists(self, organisation: Organisation) -> None:
        """What lists filter and sort by and search through, as it stands now: an earlier title or name finds nothing."""
        self.applicant_name, self.applicant_kind = organisation.display_name, organisation.kind
        self.applicant_region = organisation.region
        self.search_text = list_text(
            organisation.name, organisation.brn or "", self.receipt_no or "", self.project_title or ""
        )

    def submit(self, *, receipt_no: str, by: UUID, at: datetime) -> None:
        """Hand it in, the first time or again.  A second receipt number is a programming error."""
        self._step(ApplicationStep.SUBMIT)
        if self.receipt_no not in (None, receipt_no):
            raise ValueError("an application keeps its receipt number")
        self.receipt_no = receipt_no
        self.version_no += 1
        self.submitted_by = by
        self.submitted_at = at
        self.first_submitted_at = self.first_submitted_at or at

    def check_submit(self) -> None:
        """Raises StepNotAllowed when it cannot be handed in from its state; an unreleased decision stays unsaid."""
        WORKFLOW.after(self.shown_state, ApplicationStep.SUBMIT)

    def unsubmit(self) -> None:
        """Take it back to go on writing; the number stays."""
        WORKFLOW.after(self.shown_state, ApplicationStep.UNSUBMIT)
        self._step(ApplicationStep.UNSUBMIT)
        self.submitted_at = None

    def withdraw(self, *, at: datetime) -> None:
        self._step(ApplicationStep.WITHDRAW)
        self.withdrawn_at = at

    def expire(self) -> None:
        self._step(ApplicationStep.EXPIRE)

    def receive(self) -> None:
        self._step(ApplicationStep.RECEIVE)

    @property
    def shown_state(self) -> ApplicationState:
        """The state the applicant is told: a decision stays 심사 중 until it is released."""
        is_decided = self.state in (ApplicationState.ELIGIBLE, ApplicationState.INELIGIBLE)
        return ApplicationState.IN_REVIEW if is_decided and self.released_at is None else self.state

    @property
    def is_over(self) -> bool:
        """The applicant was told that it is ineligible: it cannot be withdrawn any more."""
        return self.state is ApplicationState.INELIGIBLE and self.released_at is not None

    def request_supplement(self) -> None:
        self._step(ApplicationStep.REQUEST_SUPPLEMENT)

    def supply(self) -> None:
        self._step(ApplicationStep.SUPPLY)

    def lapse_supplement(self) -> None:
        self._step(ApplicationStep.LAPSE)

    def recall_supplement(self) -> None:
        self._step(ApplicationStep.RECALL)

    def judge_eligible(self) -> None:
        self._step(ApplicationStep.JUDGE_ELIGIBLE)

    def confirm_ineligible(self) -> None:
        self._step(ApplicationStep.CONFIRM_INELIGIBLE)

    def reopen(self) -> None:
        """Back to the desk; what was released is so no longer."""
        self._step(ApplicationStep.REOPEN)
        self.released_at = None

    def _step(self, step: ApplicationStep) -> None:
        self.state = WORKFLOW.after(self.state, step)


class ApplicationVersion(Identified, Base):
    """What was handed in, frozen: the database refuses to change or delete it.

    `snapshot` is the content of `rules.snapshot_of`, `sha256` the hash of its canonical text.  Only `voided_at` may be
    set later (un-submit, withdrawal); the receipt paper names the version, not the other way round.
    """

    __tablename__ = "application_versions"
    __table_args__ = (
        UniqueConstraint("application_id", "number"),
        CheckConstraint("number >= 1", name="number_counts"),
        CheckConstraint("length(sha256) = 64", name="sha256_length"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    number: Mapped[int]
    snapshot: Mapped[dict[str, Any]] = mapped_column(info=PERSONAL)
    sha256: Mapped[str]
    received_at: Mapped[datetime]
    submitted_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    verification_code: Mapped[str] = mapped_column(unique=True)
    voided_at: Mapped[datetime | None]

    def void(self, *, at: datetime) -> None:
        """It no longer counts as handed in; its content stays."""
        self.voided_at = self.voided_at or at


class SubmissionAttempt(Identified, Base):
    """One press of the submit button, accepted or refused.

    `key` comes from the form and makes a repeated press one act; `shown` is the hash of what the person saw and
    agreed to.  `reason` is a code of `rules.Refusal`, `message` the stored sentence (a `Text` payload).
    """

    __tablename__ = "submission_attempts"
    __table_args__ = (
        CheckConstraint("(outcome = 'accepted') = (version_id IS NOT NULL)", name="accepted_has_version"),
        Index("ix_submission_attempts_application", "application_id", "at"),
        Index(
            "uq_submission_attempts_key",
            "application_id",
            "user_id",
            "key",
            unique=True,
            sqlite_where=text("outcome = 'accepted'"),
            postgresql_where=text("outcome = 'accepted'"),
        ),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    at: Mapped[datetime]
    key: Mapped[str]
    shown: Mapped[str] = mapped_column(default="")
    outcome: Mapped[AttemptOutcome]
    reason: Mapped[str] = mapped_column(default="")
    message: Mapped[dict[str, Any] | None]
    version_id: Mapped[UUID | None] = mapped_column(ForeignKey("application_versions.id"))
    version: Mapped[ApplicationVersion | None] = relationship(lazy="raise")
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)


class ApplicationMessage(Identified, Base):
    """One message between the applicant and the centre about one application.  Never changed, never deleted."""

    __tablename__ = "application_messages"
    __table_args__ = (
        CheckConstraint("length(body) BETWEEN 1 AND 4000", name="body_length"),
        Index("ix_application_messages_application", "application_id", "at"),
    )

    application_id: Mapped[UUID] = mapped_column(ForeignKey("applications.id"))
    author_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    is_from_staff: Mapped[bool]
    body: Mapped[str] = mapped_column(Text, info=PERSONAL)
    at: Mapped[datetime]


FROZEN = ("application_id", "number", "snapshot", "sha256", "received_at", "submitted_by", "verification_code")
REFUSAL = "a handed-in version is never changed"
FUNCTION = (
    "CREATE OR REPLACE FUNCTION refuse_application_version_change() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
)


def _trigger(name: str, act: str, body: str) -> str:
    return f"CREATE TRIGGER application_versions_{name} BEFORE {act} ON application_versions {body}"


def _freezing(body: str) -> tuple[str, str]:
    return _trigger("frozen", f"UPDATE OF {', '.join(FROZEN)}", body), _trigger("kept", "DELETE", body)


FREEZE = {
    "sqlite": _freezing(f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"),
    "postgresql": (FUNCTION, *_freezing("FOR EACH ROW EXECUTE FUNCTION refuse_application_version_change()")),
}
"""The triggers of a fresh database; the migration that makes the table executes the same statements."""

for _dialect, _statements in FREEZE.items():
    for _statement in _statements:
        event.listen(ApplicationVersion.__table__, "after_create", DDL(_statement).execute_if(dialect=_dialect))  # type: ignore[no-untyped-call]
