"""The rush before a deadline: one statement for the check page and the press, one under the lock.

Everything a press must look at is read and checked before any lock is taken; under the lock one statement says whether
it still stands as it was read.  So nobody waits while somebody else's answers are checked and frozen.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, bindparam, func, select
from sqlalchemy.orm import Session, defer, joinedload, load_only

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.models import Application, ApplicationVersion, SubmissionAttempt
from incubator.applications.queries.obstacles import REFUSED_STATES
from incubator.applications.workflow import AttemptOutcome
from incubator.core.errors import NotFound
from incubator.documents.models import StoredFile
from incubator.organisations.models import Organisation
from incubator.programs.models import Program, Round
from incubator.programs.queries import Receipt
from incubator.questionnaires.models import AnswerSet, QuestionnaireVersion

# No more columns than a press and its page look at; who looks at another one is told by an exception.
_NEEDED = (
    defer(Application.search_text, raiseload=True),
    joinedload(Application.round, innerjoin=True).options(
        load_only(
            Round.program_id, Round.year, Round.round_no, Round.title, Round.title_en, Round.eligibility,
            Round.contact_name, Round.contact_phone, Round.contact_email, Round.announced_on, Round.agreement_on,
            Round.opens_at, Round.closes_at, Round.state, Round.questionnaire_version_id, Round.file_total_limit,
            Round.page_limit, Round.version, raiseload=True,
        ),
        joinedload(Round.program, innerjoin=True).load_only(Program.branch_id, raiseload=True),
    ),
    joinedload(Application.organisation, innerjoin=True).options(
        defer(Organisation.name_key, raiseload=True), defer(Organisation.created_at, raiseload=True),
        defer(Organisation.updated_at, raiseload=True), defer(Organisation.verified_at, raiseload=True),
    ),
    joinedload(Application.answer_set, innerjoin=True).options(
        load_only(AnswerSet.version_id, AnswerSet.answers, AnswerSet.revision, raiseload=True),
        # A published form is kept by the process (`questionnaires.queries.form_of`), which asks for it when it must.
        joinedload(AnswerSet.version, innerjoin=True).load_only(
            QuestionnaireVersion.number, QuestionnaireVersion.sha256
        ),
    ),
)  # fmt: skip
_READ = select(Application).where(Application.id == bindparam("id")).options(*_NEEDED)
_PRESSED = _READ.add_columns(SubmissionAttempt.shown, SubmissionAttempt.version_id).outerjoin(
    SubmissionAttempt,
    and_(
        SubmissionAttempt.application_id == bindparam("id"),
        SubmissionAttempt.user_id == bindparam("user"),
        SubmissionAttempt.key == bindparam("key"),
        SubmissionAttempt.outcome == AttemptOutcome.ACCEPTED,
    ),
)
_REFUSED_FILES = (
    select(func.count())
    .select_from(StoredFile)
    .where(StoredFile.id.in_(bindparam("files", expanding=True)), StoredFile.state.in_(REFUSED_STATES))
    .scalar_subquery()
)
_STANDING = (
    select(Application.version, AnswerSet.revision, Organisation.version, Round.version, _REFUSED_FILES)
    .join(AnswerSet, AnswerSet.id == Application.answer_set_id)
    .join(Organisation, Organisation.id == Application.organisation_id)
    .join(Round, Round.id == Application.round_id)
    .where(Application.id == bindparam("id"))
    .with_for_update(of=[Application, AnswerSet])
)


@dataclass(frozen=True)
class Standing:
    """By what a press knows that nothing has changed since it read: versions, and how many files may not be received."""

    application: int
    answers: int
    organisation: int
    round: int
    refused_files: int = 0


@dataclass(frozen=True)
class Pressed:
    """An application with all a press looks at, and what an earlier press with the same key brought."""

    application: Application
    version: ApplicationVersion | None
    shown: str

    @property
    def standing(self) -> Standing:
        """As it was read."""
        read = self.application
        return Standing(read.version, read.answer_set.revision, read.organisation.version, read.round.version)


def get_to_submit(session: Session, actor: Actor, application_id: UUID) -> Application:
    """What the check page shows, for members of the applying organisation.  Raises NotFound."""
    return _own(actor, session.scalar(_READ, {"id": application_id}))


def get_for_submit(session: Session, actor: Actor, application_id: UUID, key: str) -> Pressed:
    """One statement for the whole decision, without a lock.

    Application and organisation belong to no session afterwards: they outlive the start of the unit of work, which
    takes the lock and asks `standing_for_change`.  Raises NotFound.
    """
    press = {"id": application_id, "user": actor.user_id, "key": key}
    row = session.execute(_PRESSED, press).one_or_none()
    if row is None:
        raise NotFound
    application, shown, version_id = _known(actor, row[0]), row[1], row[2]
    version = session.get_one(ApplicationVersion, version_id) if version_id else None
    return Pressed(application, version, shown or "")


def standing_for_change(session: Session, application_id: UUID, files: Collection[UUID]) -> Standing:
    """How it stands now, with the application and its answers locked.  Raises NotFound."""
    row = session.execute(_STANDING, {"id": application_id, "files": list(files)}).one_or_none()
    if row is None:
        raise NotFound
    return Standing(*row)


def get_reception_for_change(session: Session, round_id: UUID, number: str) -> Receipt:
    """The window as it stands under the round's lock, for an application that has its `number` already."""
    row = session.execute(
        select(Round.receipt_serial, Round.state, Round.opens_at, Round.closes_at)
        .where(Round.id == round_id)
        .with_for_update()
    ).one()
    return Receipt(row.receipt_serial, number, row.state, row.opens_at, row.closes_at)


def _known(actor: Actor, application: Application | None) -> Application:
    if application is None or not policy.is_known_to(actor, application):
        raise NotFound
    return application


def _own(actor: Actor, application: Application | None) -> Application:
    if application is None or not policy.is_member(actor, application):
        raise NotFound
    return application
