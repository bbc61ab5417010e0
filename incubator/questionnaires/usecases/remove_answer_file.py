"""Take a file out of the answer of a file question.  The stored file itself stays until its time is over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import AnswerFileRemoved
from incubator.questionnaires.usecases.attach_answer_file import file_question, put_files
from incubator.questionnaires.usecases.save_answers import version_of


def remove_answer_file(*, actor: Actor, answer_set_id: UUID, question_key: str, file_id: UUID, now: datetime) -> int:
    """Returns the version of the question.  Removing what is gone already changes nothing.

    Raises NotFound, Forbidden, Invalid (no file question).
    """
    with unit_of_work() as work:
        answer_set = queries.get_for_change(work.session, actor, answer_set_id)
        policy.may_write_answers(actor, answer_set).enforce()
        file_question(queries.form_of(answer_set.version), question_key)
        attached = answer_set.answers.get(question_key, [])
        left = [item for item in attached if item["file_id"] != str(file_id)]
        if len(left) == len(attached):
            return version_of(answer_set, question_key)
        version = put_files(answer_set, question_key, left, actor, now)
        work.record(
            AnswerFileRemoved(
                stamp=actor.stamp(now), answer_set_id=answer_set.id, question_key=question_key, file_id=file_id
            )
        )
        return version
