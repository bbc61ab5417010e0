"""Put a file into the draft: stored when it is chosen, long before the submit."""

from __future__ import annotations

from datetime import datetime
from typing import BinaryIO
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.usecases.lock_draft import check_draft, lock_draft
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.rules import FileKind, FileRule
from incubator.documents.usecases.store_file import store_file
from incubator.questionnaires.rules import Question
from incubator.questionnaires.usecases.attach_answer_file import attach_answer_file, file_question


def attach_file(
    *, actor: Actor, application_id: UUID, question_key: str, stream: BinaryIO, filename: str, now: datetime
) -> UUID:
    """Returns the id of the stored file.  `now` is when the request arrived: a long upload may end later.

    Person, state and moment are asked before a byte is stored, and again under the lock afterwards.  Raises NotFound,
    Forbidden, ReceptionClosed, RuleBroken, Invalid (kind, size, pages; what, why, how), TooMany, Unavailable.
    """
    application = queries.get_visible(session_now(), actor, application_id)
    policy.may_write(actor, application).enforce()
    check_draft(application, now)
    question = file_question(queries.form_used(application), question_key)
    stored = store_file(actor=actor, stream=stream, filename=filename, accept=file_rule(question), now=now)
    file_id = stored.id
    with unit_of_work() as work:
        draft = lock_draft(work.session, actor, application_id, now)
        attach_answer_file(
            actor=actor,
            answer_set_id=draft.answer_set_id,
            question_key=question_key,
            file_id=file_id,
            now=now,
            total_limit=draft.round.file_total_limit,
            page_limit=draft.round.page_limit,
        )
        draft.updated_at = now
    return file_id


def file_rule(question: Question) -> FileRule:
    """What the question takes, in the words of `documents`."""
    assert question.accept is not None
    return FileRule(
        kinds=frozenset(FileKind(kind) for kind in question.accept.kinds),
        max_bytes=question.accept.max_bytes,
        max_pages=question.accept.max_pages,
    )
