"""Open a file of an application: of the draft, or of a version that was handed in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.core.errors import NotFound
from incubator.db.session import session_now
from incubator.documents.usecases.open_file import Opened, open_file
from incubator.questionnaires.rules import Answers


def open_attachment(*, actor: Actor, application_id: UUID, file_id: UUID, now: datetime) -> Opened:
    """Raises NotFound (not this application's file, or not for this person), Forbidden, Unavailable."""
    session = session_now()
    application = queries.get_own(session, actor, application_id)
    wanted = str(file_id)
    handed_in = (
        file["file_id"]
        for version in queries.list_versions(session, application_id)
        for file in version.snapshot["files"]
    )
    if wanted not in _attached(application.answer_set.answers) and wanted not in handed_in:
        raise NotFound
    return open_file(actor=actor, file_id=file_id, purpose="application", now=now)


def _attached(answers: Answers) -> set[str]:
    return {
        item["file_id"]
        for value in answers.values()
        if isinstance(value, list)
        for item in value
        if isinstance(item, dict) and "file_id" in item
    }
