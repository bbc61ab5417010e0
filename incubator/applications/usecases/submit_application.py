"""Hand a complete draft in: one small request, decided by the server's clock, repeated without harm.

The dearest part comes first and without a lock: reading, checking, freezing.  Under the lock it is only asked whether
everything still stands as it was read; if not, it is read and checked anew there.  The rows are written with Core
statements, and the round, for whose number everybody waits, is locked last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import CursorResult, Table, bindparam, insert, update
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.events import ApplicationSubmitted
from incubator.applications.models import Application, ApplicationVersion, SubmissionAttempt
from incubator.applications.rules import (
    ReceptionClosed,
    Refusal,
    is_key,
    shown_hash,
    undeclared,
)
from incubator.applications.rules.applying import canonical, hash_of
from incubator.applications.usecases.record_refusal import record_refusal
from incubator.applications.usecases.take_snapshot import take_snapshot
from incubator.applications.workflow import ApplicationState, AttemptOutcome
from incubator.core.errors import DomainError, Invalid, NotFound, RuleBroken, Stale
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.session import Written, session_now
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.documents.rules import new_code
from incubator.programs.queries import take_receipt_serial

_APPLICATIONS = cast("Table", Application.__table__)
_VERSION = insert(cast("Table", ApplicationVersion.__table__))
_ATTEMPT = insert(cast("Table", SubmissionAttempt.__table__))
_HANDED_IN = update(_APPLICATIONS).where(
    _APPLICATIONS.c.id == bindparam("own"), _APPLICATIONS.c.version == bindparam("read")
)


@dataclass(frozen=True)
class Submission:
    """The answer to a press, the same for a repeated one."""

    receipt_no: str
    number: int
    received_at: datetime
    verification_code: str
    sha256: str


@dataclass
class _Press:
    """One press of the button.  `why` is what a refusal at this point would be for."""

    actor: Actor
    application_id: UUID
    key: str
    revision: int
    declared: tuple[str, ...]
    received_at: datetime
    why: Refusal = field(default=Refusal.KEY_REUSED)

    @property
    def shown(self) -> str:
        return shown_hash(revision=self.revision, declared=self.declared)


def submit_application(
    *,
    actor: Actor,
    application_id: UUID,
    key: str,
    revision: int,
    declared: Sequence[str],
    received_at: datetime,
) -> Submission:
    """Receipt number, version and frozen snapshot in one commit; exactly once for a `key` of this person.

    `revision` is the state of the answers that was shown, `declared` the keys of the ticked declarations,
    `received_at` when the request reached the server: the round's deadline is compared with it, under the round's
    lock, to the microsecond.  Every refusal is kept as an attempt with its reason.  Raises NotFound, Forbidden,
    ReceptionClosed, StepNotAllowed or RuleBroken (wrong state), Invalid (incomplete, not declared, key of another
    form), Stale (answers changed since the page was made).
    """
    press = _Press(actor, application_id, key, revision, tuple(declared), received_at)
    try:
        return _submit(press)
    except NotFound:
        raise
    except DomainError as error:
        record_refusal(
            actor=actor, application_id=application_id, key=key, shown=press.shown, why=press.why, error=error,
            now=received_at,
        )  # fmt: skip
        raise


@dataclass(frozen=True)
class _Ready:
    """Checked and frozen: what is left to write.  `files` are those that are handed in."""

    application: Application
    standing: queries.Standing
    files: tuple[UUID, ...]
    content: Written
    sha256: str


def _submit(press: _Press) -> Submission:
    ready = _prepare(session_now(), press, is_locked=False)
    if isinstance(ready, Submission):
        return ready
    with unit_of_work() as work:
        if queries.standing_for_change(work.session, press.application_id, ready.files) != ready.standing:
            ready = _prepare(work.session, press, is_locked=True)
            if isinstance(ready, Submission):
                return ready
        return _hand_in(work, ready, press)


def _prepare(session: Session, press: _Press, *, is_locked: bool) -> _Ready | Submission:
    """All checks and the snapshot; or the answer an earlier press with this key got."""
    press.why = Refusal.KEY_REUSED
    pressed = queries.get_for_submit(session, press.actor, press.application_id, press.key)
    application = pressed.application
    if not is_key(press.key):
        raise Invalid(text("제출 화면이 올바르지 않습니다."), how=text("제출 화면을 다시 열어 제출해 주세요."))
    if pressed.version is not None:
        return _same_answer(application, pressed.version, pressed.shown, press)
    _check_person_and_moment(application, press)
    _check_what_was_shown(application, press)
    press.why = Refusal.INCOMPLETE
    content = take_snapshot(session, application, press.actor, press.received_at, ask_for_files=is_locked)
    press.why = Refusal.CLOSED
    files = tuple(UUID(file["file_id"]) for file in content["files"])
    frozen = Written(canonical(content))
    return _Ready(application, pressed.standing, files, frozen, hash_of(frozen))


def _same_answer(application: Application, version: ApplicationVersion, shown: str, press: _Press) -> Submission:
    """An earlier press with this key was accepted: the same press gets the same answer, another one does not."""
    press.why = Refusal.KEY_REUSED
    if shown != press.shown or version.voided_at is not None:
        raise Invalid(
            text("이미 쓴 제출 화면입니다. 그 뒤에 제출이 취소되었거나 내용이 바뀌었습니다."),
            how=text("제출 화면을 다시 열어 지금 내용을 확인하고 제출해 주세요."),
        )
    return _answer(application, version)


def _answer(application: Application, version: ApplicationVersion) -> Submission:
    return Submission(
        receipt_no=application.receipt_no or "",
        number=version.number,
        received_at=version.received_at,
        verification_code=version.verification_code,
        sha256=version.sha256,
    )


def _check_person_and_moment(application: Application, press: _Press) -> None:
    press.why = Refusal.NOT_REPRESENTATIVE
    policy.may_submit(press.actor, application).enforce()
    press.why = Refusal.WRONG_STATE
    if application.state is ApplicationState.SUBMITTED:
        raise RuleBroken(
            text("이미 제출되어 있습니다. 접수번호는 %(number)s입니다.", number=application.receipt_no),
            how=text("접수증 화면에서 접수 시각과 내용을 확인해 주세요."),
        )
    application.check_submit()
    press.why = Refusal.CLOSED
    if not application.round.is_open(press.received_at):
        raise ReceptionClosed(application.round.closes_at)


def _check_what_was_shown(application: Application, press: _Press) -> None:
    press.why = Refusal.NOT_DECLARED
    if undeclared(press.declared):
        raise Invalid(
            text("확인과 서약에 모두 표시하지 않았습니다."),
            field="declared",
            how=text("내용을 읽고 두 항목에 모두 표시한 뒤 다시 제출해 주세요."),
        )
    press.why = Refusal.CHANGED_MEANWHILE
    if application.answer_set.revision != press.revision:
        raise Stale(
            text("확인하시는 사이에 신청 내용이 바뀌었습니다. 아직 제출되지 않았습니다."),
            how=text("바뀐 내용을 아래에서 확인하고 다시 제출해 주세요."),
        )


def _reception(work: Work, application: Application, received_at: datetime) -> str:
    """The receipt number, with the deadline compared under the round's lock.  A refusal gives the number back."""
    if application.receipt_no is None:
        receipt = take_receipt_serial(work.session, application.round_id)
    else:
        receipt = queries.get_reception_for_change(work.session, application.round_id, application.receipt_no)
    if not receipt.is_open(received_at):
        raise ReceptionClosed(receipt.closes_at)
    return receipt.number


def _hand_in(work: Work, ready: _Ready, press: _Press) -> Submission:
    application, at, by = ready.application, press.received_at, press.actor.user_id
    version: dict[str, Any] = {
        "id": new_id(),
        "application_id": application.id,
        "number": application.version_no + 1,
        "snapshot": ready.content,
        "sha256": ready.sha256,
        "received_at": at,
        "submitted_by": by,
        "verification_code": new_code(),
    }
    work.session.execute(_VERSION, version)
    attempt = {"application_id": application.id, "user_id": by, "at": at, "key": press.key, "shown": press.shown}
    accepted = {"outcome": AttemptOutcome.ACCEPTED, "version_id": version["id"], "address": press.actor.address or ""}
    work.session.execute(_ATTEMPT, attempt | accepted)
    receipt_no = _reception(work, application, at)
    before = _columns_of(application)
    application.submit(receipt_no=receipt_no, by=by, at=at)
    application.updated_at = at
    application.note_for_lists(application.organisation)
    _write(work, application, before)
    work.record(
        ApplicationSubmitted(
            stamp=press.actor.stamp(at),
            application_id=application.id,
            round_id=application.round_id,
            organisation_id=application.organisation_id,
            receipt_no=receipt_no,
            number=application.version_no,
            version_id=version["id"],
            sha256=ready.sha256,
            received_at=at,
        )
    )
    return Submission(receipt_no, application.version_no, at, version["verification_code"], ready.sha256)


def _columns_of(application: Application) -> dict[str, Any]:
    held = vars(application)
    return {name: held[name] for name in _APPLICATIONS.c.keys() if name in held}  # noqa: SIM118 (the keys of columns)


def _write(work: Work, application: Application, before: dict[str, Any]) -> None:
    """What the step has changed, over the row that was read and is locked."""
    changed = {name: new for name, new in _columns_of(application).items() if before.get(name) != new}
    versions = {"own": application.id, "read": application.version, "version": application.version + 1}
    written = cast("CursorResult[Any]", work.session.execute(_HANDED_IN, changed | versions))
    if written.rowcount != 1:
        raise RuntimeError("an application changed while it was locked")
