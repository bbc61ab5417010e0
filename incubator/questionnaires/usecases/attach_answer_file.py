"""Put a stored file into the answer of a file question."""

from __future__ import annotations

from datetime import datetime
from typing import Any as Plain
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.core.typed import has_resident_number
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.models import StoredFile
from incubator.documents.queries import get_file
from incubator.documents.workflow import FileState
from incubator.organisations.models import WalletDocument
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import AnswerFileAttached
from incubator.questionnaires.models import AnswerSet
from incubator.questionnaires.rules import Answers, Form, Kind, Question, file_bytes
from incubator.questionnaires.rules.problems_of_value import faults_of_file, size_text
from incubator.questionnaires.usecases.save_answers import stamp_for

DEFAULT_TOTAL_BYTES = 100_000_000


def attach_answer_file(
    *,
    actor: Actor,
    answer_set_id: UUID,
    question_key: str,
    file_id: UUID,
    now: datetime,
    total_limit: int = DEFAULT_TOTAL_BYTES,
    page_limit: int | None = None,
) -> int:
    """Returns the new version of the question.  Name, size, hash, kind and pages are read from the stored file.

    Attaching a file that is there already, or the same bytes under the same name (an upload whose answer was lost and
    that was sent again), changes nothing.  Raises NotFound, Forbidden, Invalid (no file question, or
    the file is not what it takes, or has more pages than the question or `page_limit` allows), RuleBroken (too many
    files, or over `total_limit` bytes in all).
    """
    with unit_of_work() as work:
        answer_set = queries.get_for_change(work.session, actor, answer_set_id)
        policy.may_write_answers(actor, answer_set).enforce()
        form = queries.form_of(answer_set.version, page_limit)
        question = file_question(form, question_key)
        file = get_file(work.session, file_id)
        policy.may_attach(actor, file, in_wallet=_in_wallet(work.session, answer_set, file_id)).enforce()
        _check_state(file)
        attached: list[dict[str, Plain]] = list(answer_set.answers.get(question_key, []))
        if any(item["file_id"] == str(file_id) or _is_same(item, file) for item in attached):
            return int(answer_set.stamps[question_key]["v"])
        entry = _entry(file)
        _check(form, question, answer_set.answers, entry, total_limit)
        version = put_files(answer_set, question_key, [*attached, entry], actor, now)
        work.record(
            AnswerFileAttached(
                stamp=actor.stamp(now), answer_set_id=answer_set.id, question_key=question_key, file_id=file_id
            )
        )
        return version


def _is_same(item: dict[str, Plain], file: StoredFile) -> bool:
    return (item["sha256"], item["name"]) == (file.sha256, file.name)


def file_question(form: Form, key: str) -> Question:
    """Raises Invalid when the form has no file question of this key."""
    question = form.questions.get(key)
    if question is None or question.kind is not Kind.FILE:
        raise Invalid(
            text("이 양식에 없는 첨부 항목입니다: %(key)s", key=key[:60]),
            how=text("화면을 새로 고쳐 지금 양식을 확인해 주세요."),
        )
    return question


def put_files(answer_set: AnswerSet, key: str, files: list[dict[str, Plain]], actor: Actor, now: datetime) -> int:
    """Make these the files of the question; returns its new version."""
    answers = {**answer_set.answers, key: files}
    if not files:
        answers.pop(key)
    stamp = stamp_for(answer_set, key, actor, now)
    answer_set.answers, answer_set.stamps = answers, {**answer_set.stamps, key: stamp}
    answer_set.updated_at = now
    return int(stamp["v"])


def _in_wallet(session: Session, answer_set: AnswerSet, file_id: UUID) -> bool:
    if answer_set.organisation_id is None:
        return False
    found = session.scalar(
        select(WalletDocument.id).where(
            WalletDocument.organisation_id == answer_set.organisation_id,
            WalletDocument.file_id == file_id,
            WalletDocument.removed_at.is_(None),
        )
    )
    return found is not None


def _check_state(file: StoredFile) -> None:
    """A file that still waits for its scan may be attached; one that was found bad or is gone may not."""
    if file.state not in (FileState.UPLOADED, FileState.CLEAN):
        raise RuleBroken(
            text("악성코드가 발견되었거나 파기된 파일이라 붙일 수 없습니다."),
            how=text("깨끗한 파일을 다시 올려 주세요."),
        )


def _entry(file: StoredFile) -> dict[str, Plain]:
    return {
        "file_id": str(file.id),
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "kind": file.kind.value,
        "pages": file.pages,
    }


def _check(form: Form, question: Question, answers: Answers, entry: dict[str, Plain], total_limit: int) -> None:
    assert question.accept is not None
    if has_resident_number(entry["name"]):
        raise Invalid(
            text("파일 이름에 주민등록번호로 보이는 숫자가 있습니다."),
            field=question.key,
            how=text("파일 이름에서 그 숫자를 지운 뒤 다시 올려 주세요."),
        )
    fault = next(faults_of_file(question.accept, entry), None)
    if fault is not None:
        raise Invalid(fault.message, field=question.key, how=fault.how)
    if len(answers.get(question.key, ())) >= question.accept.max_files:
        raise RuleBroken(
            text("이 항목에는 파일을 %(most)s개까지 올릴 수 있습니다.", most=question.accept.max_files),
            field=question.key,
            how=text("필요 없는 파일을 먼저 지운 뒤 다시 올려 주세요."),
        )
    if file_bytes(form, answers) + entry["size"] > total_limit:
        raise RuleBroken(
            text("첨부파일을 모두 더한 크기가 한도 %(most)s를 넘습니다.", most=size_text(total_limit)),
            field=question.key,
            how=text("필요 없는 파일을 지우거나 크기를 줄여 다시 올려 주세요."),
        )
