"""Everything that is handed in, as plain values: the content a submit freezes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import queries
from incubator.applications.models import Application
from incubator.applications.rules import DECLARATIONS
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.organisations.models import Organisation
from incubator.programs.models import Division
from incubator.questionnaires.rules import Kind, snapshot

COMPANY = (
    "name",
    "display_name",
    "kind",
    "brn",
    "corporate_no",
    "representative_name",
    "co_representatives",
    "opened_on",
    "incorporated_on",
    "ksic",
    "region",
    "postcode",
    "address",
    "address_detail",
    "phone",
    "email",
    "homepage",
)


def take_snapshot(
    session: Session, application: Application, actor: Actor, now: datetime, *, ask_for_files: bool
) -> dict[str, Any]:
    """The canonical content: answers that are asked, files with their SHA-256, company, findings, declarations.

    `ask_for_files` looks what has become of the files, too; without it the caller does so under the lock.  Raises
    Invalid when something is still missing.
    """
    form = queries.form_used(application)
    missing = (
        queries.list_obstacles(session, application, form)
        if ask_for_files
        else queries.list_obstacles_of_answers(application, form)
    )
    if missing:
        raise Invalid(
            text("빠졌거나 고쳐야 할 내용이 %(count)s가지 있어 제출하지 못했습니다.", count=len(missing)),
            how=text("아래 목록에서 항목을 눌러 채우신 뒤 다시 제출해 주세요. 작성하신 내용은 그대로 남아 있습니다."),
        )
    answers = snapshot(form, application.answer_set.answers)
    version = application.answer_set.version
    return {
        "form": {"version_id": str(version.id), "number": version.number, "sha256": version.sha256},
        "round": {"id": str(application.round_id), "title": application.round.title},
        "division": _division(session, application),
        "answers": answers,
        "files": [
            {"question": key, **file}
            for key, question in form.questions.items()
            if question.kind is Kind.FILE
            for file in answers.get(key, ())
        ],
        "organisation": _company(application.organisation),
        "eligibility": _findings(session, application, answers, actor, now),
        "self_check": application.self_check,
        "declarations": [
            item.payload() | {"by": str(actor.user_id), "name": actor.name, "at": now.isoformat()}
            for item in DECLARATIONS
        ],
    }


def _findings(
    session: Session, application: Application, answers: dict[str, Any], actor: Actor, now: datetime
) -> list[dict[str, Any]]:
    """What the engine answers at this moment, with answers and files as they are handed in."""
    found = queries.list_findings(
        session,
        application.round,
        application.organisation,
        application.self_check,
        others=0,
        by=actor.user_id,
        answers=answers,
        now=now,
    )
    return queries.stored_findings(found)


def _division(session: Session, application: Application) -> dict[str, str] | None:
    """The division as it was called when the application was handed in."""
    if application.division_id is None:
        return None
    chosen = session.get_one(Division, application.division_id)
    return {"key": chosen.key, "label": chosen.label}


def _company(organisation: Organisation) -> dict[str, Any]:
    values = {name: getattr(organisation, name) for name in COMPANY}
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else None if value is None else str(value)
        for name, value in values.items()
    }
