"""Forms on the managers' desks: one in the making, with a question that changed its kind, and one that was given up."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from incubator.db.session import session_now
from incubator.demo.story import Story
from incubator.questionnaires.queries import find_questionnaire, list_versions
from incubator.questionnaires.rules import Kind
from incubator.questionnaires.rules.editing import ChangeKind, conversion, digest
from incubator.questionnaires.rules.library import LIBRARY
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.questionnaires.usecases.discard_version import discard_version
from incubator.questionnaires.usecases.edit_draft import edit_draft

IN_THE_MAKING = {"title": "메이커스데이 참가 신청서", "title_en": "Makers' Day registration"}
GIVEN_UP = {"title": "고용존 사전 설문", "title_en": "Job Zone preliminary survey"}
CHANGED = "school"
"""Asked in one line at first, then in several."""


def tell_forms(story: Story, *, at: datetime) -> None:
    story.at(at, partial(_begin, story, "maker", "makers_day", {**LIBRARY["education"], **IN_THE_MAKING}))
    story.at(at + timedelta(minutes=12), partial(_change_kind, story))
    story.at(at + timedelta(hours=1), partial(_begin, story, "jobs", "job_survey", {**LIBRARY["jobs"], **GIVEN_UP}))
    story.at(at + timedelta(hours=2), partial(_give_up, story))


def _begin(story: Story, who: str, key: str, definition: dict[str, Any]) -> None:
    create_questionnaire(actor=story.actor(who), key=key, definition=definition, now=story.now)


def _draft(key: str) -> tuple[UUID, dict[str, Any]]:
    session = session_now()
    form = find_questionnaire(session, key)
    assert form is not None
    found = list_versions(session, form.id)[0]
    answer = found.id, found.definition
    session.rollback()
    return answer


def _change_kind(story: Story) -> None:
    version_id, definition = _draft("makers_day")
    stored = ChangeKind(key=CHANGED).seen(definition)
    properties = {**conversion(stored, Kind.LONG_TEXT).kept, "kind": Kind.LONG_TEXT.value}
    edit = ChangeKind(key=CHANGED, properties=properties)
    edit_draft(actor=story.actor("maker"), version_id=version_id, edit=edit, base=digest(stored), now=story.now)


def _give_up(story: Story) -> None:
    version_id, _definition = _draft("job_survey")
    reason = "구직 신청서에 같은 질문이 있어 따로 두지 않기로 했습니다."
    discard_version(actor=story.actor("jobs"), version_id=version_id, reason=reason, now=story.now)
