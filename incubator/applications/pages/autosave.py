"""What the autosave script is answered."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.pages.writing import editors_of, saved_words
from incubator.core.text import text
from incubator.questionnaires.rules import Form, Problem, Section, Visibility
from incubator.questionnaires.rules.posting import form_pairs
from incubator.questionnaires.usecases.save_answers import Conflict, Saved
from incubator.web.filters import iso, second
from incubator.web.i18n import tr


def heartbeat_answer(session: Session, actor: Actor, answer_set_id: UUID, form: Form, now: datetime) -> dict[str, Any]:
    """A sign of life without changes: who else is here."""
    return {
        "saved_at": None,
        "saved_text": None,
        "versions": {},
        "problems": {},
        "visible": {},
        "conflicts": {},
        "eligibility": None,
        "editors": _editors(session, actor, answer_set_id, form, now),
    }


def autosave_answer(
    session: Session, actor: Actor, answer_set_id: UUID, saved: Saved, section: Section, now: datetime
) -> dict[str, Any]:
    """Keys in `versions` are stored; refused and conflicting ones are not among them, except to name a conflict's."""
    visibility = Visibility(saved.form, saved.answers)
    lost = {*saved.refused, *saved.conflicts}
    problems = {key: [_sentence(item) for item in items] for key, items in saved.problems.items()}
    refused = {key: [" ".join(filter(None, (tr(r.message), tr(r.how or ""))))] for key, r in saved.refused.items()}
    return {
        "saved_at": iso(saved.saved_at),
        "saved_text": tr(saved_words(saved.saved_at)),
        "revision": saved.revision,
        "versions": {key: version for key, version in saved.versions.items() if key not in lost},
        "problems": {key: [] for key in saved.versions} | problems | refused,
        "visible": {question.key: visibility.question(question.key) for question in section.questions},
        "conflicts": {key: _conflict(saved, key, item) for key, item in saved.conflicts.items()},
        "editors": _editors(session, actor, answer_set_id, saved.form, now),
    }


def _editors(session: Session, actor: Actor, answer_set_id: UUID, form: Form, now: datetime) -> list[dict[str, str]]:
    return [asdict(editor) for editor in editors_of(session, actor, answer_set_id, form, now)]


def _conflict(saved: Saved, key: str, conflict: Conflict) -> dict[str, Any]:
    return {
        "version": conflict.version,
        "theirs": conflict.theirs_text,
        "theirs_by": conflict.theirs_by,
        "theirs_at": second(conflict.theirs_at),
        "mine": conflict.mine_text,
        "theirs_pairs": [list(pair) for pair in form_pairs(saved.form.questions[key], conflict.theirs)],
    }


def _sentence(problem: Problem) -> str:
    """What is wrong and how to mend it, with the row where there is one."""
    said = f"{tr(problem.message)} {tr(problem.how)}"
    return said if problem.row is None else tr(text("%(row)s행: %(said)s", row=problem.row + 1, said=said))
