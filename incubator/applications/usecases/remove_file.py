"""Take a file out of the draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.usecases.lock_draft import lock_draft
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires.usecases.remove_answer_file import remove_answer_file


def remove_file(*, actor: Actor, application_id: UUID, question_key: str, file_id: UUID, now: datetime) -> None:
    """Versions handed in earlier keep theirs.  Raises NotFound, Forbidden, ReceptionClosed, RuleBroken, Invalid."""
    with unit_of_work() as work:
        draft = lock_draft(work.session, actor, application_id, now)
        remove_answer_file(
            actor=actor, answer_set_id=draft.answer_set_id, question_key=question_key, file_id=file_id, now=now
        )
        draft.updated_at = now
