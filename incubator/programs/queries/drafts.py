"""A round as it is put before the people who approve, read anew each time: what they decide about is what is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.approvals.queries import find_pending
from incubator.documents.models import StoredFile
from incubator.documents.queries import get_file
from incubator.programs.models import Round
from incubator.programs.queries.rounds import list_attachments
from incubator.programs.rules.content import EDITABLE, FIELD_NAMES, difference, plain
from incubator.programs.rules.drafts import call_rows, change_rows, told_rows
from incubator.programs.rules.references import ReferenceDates
from incubator.questionnaires.queries import get_version


@dataclass(frozen=True)
class Draft:
    """`document` is read, `content` is done; both are locked by one fingerprint.  `page` is where under the round to look."""

    document: list[dict[str, Any]]
    content: dict[str, Any]
    page: str = ""


def publication_of(session: Session, found: Round) -> Draft:
    """Everything the call says, its form and its files."""
    values = {name: getattr(found, name) for name in EDITABLE}
    files = [(item.title, file.name, file.sha256) for item, file in list_attachments(session, found.id)]
    shown = values | {
        "questionnaire_version_id": _form_words(session, found),
        "attachments": "\n".join(f"- {title} ({name})" for title, name, _ in files),
    }
    return Draft(
        call_rows(shown, _dates(found)),
        {"values": {name: plain(values[name]) for name in sorted(values)}, "files": [list(file) for file in files]},
    )


def _form_words(session: Session, found: Round) -> str:
    if found.questionnaire_version_id is None:
        return ""
    version = get_version(session, found.questionnaire_version_id)
    return f"{version.questionnaire.title} ({version.number})"


def correction_of(found: Round, changes: Mapping[str, Any]) -> Draft:
    """Only what differs from what stands now; `changes` are stored values."""
    differing = difference({name: getattr(found, name) for name in changes}, changes)
    return Draft(change_rows(differing, _dates(found)), {"changes": {row["field"]: row["after"] for row in differing}})


def attachment_of(session: Session, found: Round, file: StoredFile, title: str) -> Draft:
    """One more file beside the call."""
    listed = [f"- {item.title} ({held.name})" for item, held in list_attachments(session, found.id)]
    rows = [
        {
            "key": "attachments",
            "label": FIELD_NAMES["attachments"].payload(),
            "before": "\n".join(listed),
            "after": "\n".join([*listed, f"- {title} ({file.name})"]),
        }
    ]
    return Draft(rows, {"attach": {"file_id": str(file.id), "title": title, "sha256": file.sha256}}, "/attachments")


def find_proposed_file(session: Session, round_id: UUID) -> StoredFile | None:
    """The file that a correction, which is being decided, would put beside the call."""
    pending = find_pending(session, "round", round_id)
    wanted = pending.content.get("attach") if pending else None
    return get_file(session, UUID(wanted["file_id"])) if wanted else None


def extension_of(found: Round, closes_at: datetime) -> Draft:
    change = {"field": "closes_at", "before": plain(found.closes_at), "after": plain(closes_at)}
    return Draft(change_rows([change], _dates(found)), {"closes_at": plain(closes_at)})


def cancellation_of(found: Round) -> Draft:
    told = [(name, FIELD_NAMES[name], getattr(found, name)) for name in ("title", "purpose", "budget_text")]
    return Draft(told_rows(told), {"round": str(found.id)})


def _dates(found: Round) -> ReferenceDates:
    """Boundary dates of those who apply on the first day: the same words whenever they are put together."""
    return found.reference_dates(found.opens_at)
