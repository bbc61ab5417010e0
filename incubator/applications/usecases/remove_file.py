"""Take a file out of the draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.models import Application
from incubator.applications.usecases.lock_draft import lock_draft
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.usecases.release_file import release_file
from incubator.organisations.queries import list_wallet
from incubator.questionnaires.usecases.remove_answer_file import remove_answer_file


def remove_file(*, actor: Actor, application_id: UUID, question_key: str, file_id: UUID, now: datetime) -> None:
    """Versions handed in earlier keep theirs, and so does the wallet; what nothing else holds is let go.

    Raises NotFound, Forbidden, ReceptionClosed, RuleBroken, Invalid.
    """
    with unit_of_work() as work:
        draft = lock_draft(work.session, actor, application_id, now)
        remove_answer_file(
            actor=actor, answer_set_id=draft.answer_set_id, question_key=question_key, file_id=file_id, now=now
        )
        draft.updated_at = now
        if not _is_held_elsewhere(work.session, draft, file_id):
            release_file(actor=actor, file_id=file_id, now=now)


def _is_held_elsewhere(session: Session, draft: Application, file_id: UUID) -> bool:
    wanted = str(file_id)
    handed_in = (
        file["file_id"] for version in queries.list_versions(session, draft.id) for file in version.snapshot["files"]
    )
    attached = (
        item["file_id"]
        for value in draft.answer_set.answers.values()
        if isinstance(value, list)
        for item in value
        if isinstance(item, dict) and "file_id" in item
    )
    kept = (document.file_id for document in list_wallet(session, draft.organisation_id))
    return wanted in handed_in or wanted in attached or file_id in kept
