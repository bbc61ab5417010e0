"""Begin a questionnaire with its first version, a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import is_unique_violation, unit_of_work
from incubator.questionnaires import policy
from incubator.questionnaires.events import QuestionnaireCreated
from incubator.questionnaires.models import Questionnaire, QuestionnaireVersion
from incubator.questionnaires.rules import dump, load
from incubator.questionnaires.rules.reaching import require_reachable
from incubator.questionnaires.rules.reader import KEY


def create_questionnaire(
    *, actor: Actor, key: str | None, definition: dict[str, Any], now: datetime
) -> QuestionnaireVersion:
    """Returns the draft version 1; its titles are those of the definition.  Without a `key` it gets one of its own.

    Raises Forbidden, and Invalid for a faulty definition or a key that is taken or ill-formed.
    """
    policy.may_write_forms(actor).enforce()
    form = load(definition, is_draft=True)
    require_reachable(form)
    key = key or f"form_{new_id().hex[-8:]}"
    if not KEY.fullmatch(key):
        raise Invalid(text("이름은 영문 소문자로 시작하고 소문자, 숫자, 밑줄로 60자까지 적습니다."), field="key")
    with unit_of_work() as work:
        questionnaire = Questionnaire(key=key, title=form.title, title_en=form.title_en, created_at=now)
        work.session.add(questionnaire)
        try:
            work.session.flush()
        except IntegrityError as error:
            if is_unique_violation(error, "uq_questionnaires_key", "questionnaires.key"):
                raise Invalid(text("이미 쓰이고 있는 이름입니다."), field="key") from error
            raise
        version = QuestionnaireVersion(
            questionnaire_id=questionnaire.id, number=1, definition=dump(form), created_at=now
        )
        work.session.add(version)
        work.session.flush()
        work.record(
            QuestionnaireCreated(
                stamp=actor.stamp(now), questionnaire_id=questionnaire.id, version_id=version.id, key=key
            )
        )
        return version
