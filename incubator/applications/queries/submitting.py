"""The rush before a deadline: one statement for the check page and the press, one under the lock.

Everything a press must look at is read and checked before any lock is taken; under the lock one statement says whether
it still stands as it was read.  So nobody waits while somebody else's answers are checked and frozen.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Column, Select, Table, and_, bindparam, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.models import Application, ApplicationVersion, SubmissionAttempt
from incubator.applications.queries.obstacles import REFUSED_STATES
from incubator.applications.workflow import AttemptOutcome
from incubator.core.errors import NotFound
from incubator.db.base import Base
from incubator.db.shelf import Shelf
from incubator.documents.models import StoredFile
from incubator.organisations.models import Organisation
from incubator.programs.models import Program, Round
from incubator.programs.queries import Receipt, kept_round
from incubator.questionnaires.models import AnswerSet, QuestionnaireVersion


def _columns(kind: type[Base], *without: str) -> list[Column[Any]]:
    return [column for column in cast("Table", kind.__table__).c if column.key not in without]


# Entities read by the object mapper cost four times as much; a press needs pictures of the rows, not rows to change.
_PARTS: Mapping[type[Base], list[Column[Any]]] = {
    Application: _columns(Application, "search_text"),
    AnswerSet: _columns(AnswerSet, "stamps", "left_behind"),
    Organisation: _columns(Organisation),
}
_NAMES = {kind: [column.key for column in columns] for kind, columns in _PARTS.items()}
_applications, _answer_sets, _organisations, _rounds, _programs, _attempts, _files = (
    cast("Table", kind.__table__)
    for kind in (Application, AnswerSet, Organisation, Round, Program, SubmissionAttempt, StoredFile)
)
_READ = (
    select(*chain(*_PARTS.values()), _rounds.c.version, _programs.c.version)
    .join(_answer_sets, _answer_sets.c.id == _applications.c.answer_set_id)
    .join(_organisations, _organisations.c.id == _applications.c.organisation_id)
    .join(_rounds, _rounds.c.id == _applications.c.round_id)
    .join(_programs, _programs.c.id == _rounds.c.program_id)
    .where(_applications.c.id == bindparam("id"))
    .select_from(_applications)
)
_PRESSED = _READ.add_columns(_attempts.c.shown, _attempts.c.version_id).outerjoin(
    _attempts,
    and_(
        _attempts.c.application_id == bindparam("id"),
        _attempts.c.user_id == bindparam("user"),
        _attempts.c.key == bindparam("key"),
        _attempts.c.outcome == AttemptOutcome.ACCEPTED,
    ),
)
_kept_versions: Shelf[UUID, QuestionnaireVersion] = Shelf()
_REFUSED_FILES = (
    select(func.count())
    .select_from(_files)
    .where(_files.c.id.in_(bindparam("files", expanding=True)), _files.c.state.in_(REFUSED_STATES))
    .scalar_subquery()
)
_STANDING = (
    select(
        _applications.c.version, _answer_sets.c.revision, _organisations.c.version, _rounds.c.version, _REFUSED_FILES
    )
    .join(_answer_sets, _answer_sets.c.id == _applications.c.answer_set_id)
    .join(_organisations, _organisations.c.id == _applications.c.organisation_id)
    .join(_rounds, _rounds.c.id == _applications.c.round_id)
    .where(_applications.c.id == bindparam("id"))
    .with_for_update(of=[_applications, _answer_sets])
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
    """A picture of what the check page shows, for members of the applying organisation.  Raises NotFound."""
    application, _ = _read(session, _READ, {"id": application_id})
    if not policy.is_member(actor, application):
        raise NotFound
    return application


def get_for_submit(session: Session, actor: Actor, application_id: UUID, key: str) -> Pressed:
    """One statement for the whole decision, without a lock.

    The application belongs to no session: it outlives the start of the unit of work, which takes the lock and asks
    `standing_for_change`.  Raises NotFound.
    """
    press = {"id": application_id, "user": actor.user_id, "key": key}
    application, (shown, version_id) = _read(session, _PRESSED, press)
    if not policy.is_known_to(actor, application):
        raise NotFound
    version = session.get_one(ApplicationVersion, version_id, populate_existing=True) if version_id else None
    return Pressed(application, version, shown or "")


def _read(session: Session, statement: Select[Any], values: dict[str, Any]) -> tuple[Application, tuple[Any, ...]]:
    """The picture, and the columns after it."""
    found = session.execute(statement, values).one_or_none()
    if found is None:
        raise NotFound
    row, pictures, start = tuple(found), [], 0
    for kind, names in _NAMES.items():
        pictures.append(kind(**dict(zip(names, row[start : start + len(names)], strict=True))))
        start += len(names)
    application, answer_set, organisation = pictures
    assert isinstance(application, Application)
    assert isinstance(answer_set, AnswerSet)
    # The deadline is compared with the row itself, under its lock, when the number is taken.
    round_ = kept_round(session, (application.round_id, row[start], row[start + 1]))
    set_committed_value(answer_set, "version", _kept_version(session, answer_set.version_id))
    for name, part in (("round", round_), ("answer_set", answer_set), ("organisation", organisation)):
        set_committed_value(application, name, part)
    return application, row[start + 2 :]


def _kept_version(session: Session, version_id: UUID) -> QuestionnaireVersion:
    return _kept_versions.get(version_id, session, lambda apart: apart.get_one(QuestionnaireVersion, version_id))


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
