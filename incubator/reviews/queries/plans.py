"""The plan a reviewer reads: the version that was handed in, without names where the panel is blind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.queries import list_users
from incubator.applications.models import Application
from incubator.applications.queries import get_version as get_application_version
from incubator.organisations.queries import list_members
from incubator.questionnaires.queries import form_of, get_version
from incubator.questionnaires.rules import Form
from incubator.reviews.rules.desk import HIDDEN, bare_names, blind_file_name, blotted

NAMED = (
    "name", "display_name", "brn", "corporate_no", "representative_name", "co_representatives", "address_detail",
    "phone", "email", "homepage",
)  # fmt: skip
"""What the snapshot says of the company that tells who it is."""


@dataclass(frozen=True)
class Plan:
    """`files` are those of the version, named for the reader; `organisation` is empty on a blind panel."""

    number: int
    form: Form
    answers: dict[str, Any]
    files: list[dict[str, Any]]
    title: str
    organisation: str

    def file_name(self, file_id: UUID) -> str | None:
        """What the reader calls the file; None when the plan has no such file."""
        return next((file["name"] for file in self.files if file["file_id"] == str(file_id)), None)


def plan_of(session: Session, application: Application, now: datetime, *, is_blind: bool) -> Plan:
    """Needs the organisation.  Raises NotFound when nothing was handed in."""
    version = get_application_version(session, application.id, application.version_no)
    form = form_of(get_version(session, UUID(version.snapshot["form"]["version_id"])))
    answers, files = version.snapshot["answers"], version.snapshot["files"]
    title, organisation = application.project_title, application.organisation.display_name
    if is_blind:
        names = set(_names(session, application, version.snapshot, now))
        called = {file["file_id"]: blind_file_name(no, file["name"]) for no, file in enumerate(files, start=1)}
        answers, files = _renamed(blotted(answers, names), called), _renamed(files, called)
        title, organisation = blotted(title, names), ""
    return Plan(version.number, form, answers, files, title, organisation)


def blind_title(session: Session, application: Application, now: datetime) -> str:
    """The title as a blind queue shows it."""
    version = get_application_version(session, application.id, application.version_no)
    return str(blotted(application.project_title, set(_names(session, application, version.snapshot, now))))


def _names(session: Session, application: Application, snapshot: dict[str, Any], now: datetime) -> Iterator[str]:
    """Names of company and people, as they are now and as they were when it was handed in."""
    organisation = application.organisation
    yield from bare_names(organisation.name)
    yield from bare_names(organisation.display_name)
    yield organisation.representative_name
    for key in NAMED:
        said = str(snapshot["organisation"].get(key) or "")
        yield from (part.strip() for part in said.split(",") if part.strip())
        yield from bare_names(said)
    yield from (member.name for member in list_members(session, organisation.id, now))
    ids = [one for one in (application.started_by, application.submitted_by) if one]
    yield from (user.name for user in list_users(session, ids))


def _renamed(value: Any, called: dict[str, str]) -> Any:
    """Files by their numbers, wherever an answer holds them."""
    if isinstance(value, dict):
        changed = {key: _renamed(inner, called) for key, inner in value.items()}
        if "file_id" in changed:
            changed["name"] = called.get(changed["file_id"], HIDDEN)
        return changed
    return [_renamed(inner, called) for inner in value] if isinstance(value, list) else value
