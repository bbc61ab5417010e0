"""Change one thing of a draft version."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.errors import Stale
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import QuestionnaireRevised
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.rules.editing import AddQuestion, Edit, digest, edited, free_key, key_of
from incubator.questionnaires.usecases.revise_version import require_draft


@dataclass(frozen=True)
class Edited:
    """`key` names the part (an added one has its new key); `definition` is what is stored now."""

    key: str
    definition: dict[str, Any]


def edit_draft(*, actor: Actor, version_id: UUID, edit: Edit, base: str, now: datetime) -> Edited:
    """Do one act; an act that changes nothing leaves no fact.

    `base` is the fingerprint (`rules.editing.digest`) of what the editor looked at.  Others may have changed the rest
    of the form meanwhile: that is kept.  Raises Stale (they changed this very part; `theirs` is how it stands now, or
    None when it is gone), NotFound, Forbidden, RuleBroken (published already, in use, out of order), Invalid.
    """
    policy.may_write_forms(actor).enforce()
    with unit_of_work() as work:
        version = queries.get_version_for_change(work.session, version_id)
        require_draft(version)
        _require_fresh(version, edit, base)
        before = version.definition
        after = edited(before, _named(work.session, version, edit))
        key = key_of(before, after, edit)
        if after == before:
            return Edited(key, before)
        version.definition = after
        version.updated_at = now
        work.session.flush()
        work.record(
            QuestionnaireRevised(
                stamp=actor.stamp(now),
                questionnaire_id=version.questionnaire_id,
                version_id=version.id,
                number=version.number,
                act=edit.act.value,
                part=key,
            )
        )
        return Edited(key, after)


def _require_fresh(version: QuestionnaireVersion, edit: Edit, base: str) -> None:
    theirs = edit.seen(version.definition)
    if edit.rests_on_nothing or digest(theirs) == base:
        return
    raise Stale(
        text("그사이 다른 담당자가 이 부분을 먼저 고쳤습니다."),
        theirs=theirs,
        how=text("두 내용을 견주어 보고 다시 저장해 주세요. 적으신 내용은 그대로 있습니다."),
    )


def _named(session: Session, version: QuestionnaireVersion, edit: Edit) -> Edit:
    """A new question without a key gets one that no version of this form has had."""
    if not isinstance(edit, AddQuestion) or edit.key:
        return edit
    return replace(edit, key=free_key("question", queries.list_known_keys(session, version.questionnaire_id)))
