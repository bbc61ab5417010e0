"""Questionnaires: a small form with one question of every kind, published, and answers to it."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from itertools import count
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires.models import AnswerSet, QuestionnaireVersion
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.questionnaires.usecases.draft_version import draft_version
from incubator.questionnaires.usecases.open_answer_set import open_answer_set
from incubator.questionnaires.usecases.publish_version import publish_version
from incubator.questionnaires.usecases.revise_version import revise_version
from incubator.web import clock
from tests.factories.accounts import a_user, an_actor

_numbers = count(1)
YES_NO = [{"key": "yes", "label": "예", "label_en": "Yes"}, {"key": "no", "label": "아니요", "label_en": "No"}]


def a_definition() -> dict[str, Any]:
    """Two sections: `about` with simple questions, `plan` with a table, picks and files; `amount` only if invested."""
    return deepcopy(
        {
            "title": "시험 신청서",
            "title_en": "Test application",
            "sections": [
                {
                    "key": "about",
                    "title": "일반현황",
                    "title_en": "About you",
                    "help": "기업을 소개해 주세요.",
                    "questions": [
                        {
                            "key": "name",
                            "kind": "short_text",
                            "label": "과제명",
                            "label_en": "Title",
                            "required": True,
                            "max_chars": 40,
                            "help": "한 줄로 적어 주세요.",
                        },
                        {"key": "story", "kind": "long_text", "label": "개요", "required": True, "max_chars": 500},
                        {"key": "people", "kind": "number", "label": "인원", "unit": "명", "min": 1, "max": 100},
                        {"key": "founded", "kind": "date", "label": "설립일", "min": "1900-01-01"},
                        {
                            "key": "invested",
                            "kind": "choice",
                            "label": "투자를 받았습니까?",
                            "required": True,
                            "options": YES_NO,
                        },
                        {
                            "key": "amount",
                            "kind": "won",
                            "label": "투자 금액",
                            "required": True,
                            "show_if": {"question": "invested", "operator": "is_yes"},
                        },
                    ],
                },
                {
                    "key": "plan",
                    "title": "계획",
                    "questions": [
                        {
                            "key": "fields",
                            "kind": "multi_choice",
                            "label": "분야",
                            "max_picks": 2,
                            "options": [
                                {"key": "mecha", "label": "메카트로닉스"},
                                {"key": "water", "label": "대체물산업"},
                                {"key": "aging", "label": "항노화"},
                            ],
                        },
                        {
                            "key": "budget",
                            "kind": "table",
                            "label": "사업비",
                            "min_rows": 1,
                            "max_rows": 5,
                            "totals": True,
                            "required": True,
                            "columns": [
                                {"key": "item", "kind": "short_text", "label": "비목", "required": True},
                                {"key": "won", "kind": "won", "label": "금액", "required": True},
                            ],
                        },
                        {
                            "key": "paper",
                            "kind": "file",
                            "label": "사업계획서",
                            "required": True,
                            "accept": {"kinds": ["pdf", "hwp"], "max_bytes": 1000, "max_files": 2, "max_pages": 15},
                        },
                    ],
                },
            ],
        }
    )


WHOLE: dict[str, Any] = {
    "name": "담수화 막 세척기",
    "story": "바닷물을 걸러\n마실 물을 만듭니다.",
    "people": "4",
    "founded": "2015-01-05",
    "invested": "yes",
    "amount": 50_000_000,
    "fields": ["mecha", "water"],
    "budget": [{"item": "재료비", "won": 3_000_000}],
    "paper": [{"file_id": "f1", "name": "계획서.pdf", "size": 900, "sha256": "ab" * 32, "kind": "pdf", "pages": 12}],
}
"""Complete answers to `a_definition`, as stored."""


def a_maker(**changes: Any) -> Actor:
    """A programme manager, who makes forms."""
    return an_actor(a_user("박담당", role=Role.MANAGER, **changes))


def a_published_version(
    definition: dict[str, Any] | None = None, *, actor: Actor | None = None, now: datetime | None = None
) -> QuestionnaireVersion:
    """A new questionnaire with version 1, published."""
    actor, now = actor or a_maker(), now or clock.now()
    draft = create_questionnaire(
        actor=actor, key=f"form_{next(_numbers)}", definition=definition or a_definition(), now=now
    )
    return publish_version(actor=actor, version_id=draft.id, now=now)


def a_next_version(
    questionnaire_id: UUID, definition: dict[str, Any], *, now: datetime | None = None
) -> QuestionnaireVersion:
    """The next version with this definition, published."""
    actor, now = a_maker(), now or clock.now()
    draft = draft_version(actor=actor, questionnaire_id=questionnaire_id, now=now)
    revise_version(actor=actor, version_id=draft.id, definition=definition, base_version=1, now=now)
    return publish_version(actor=actor, version_id=draft.id, now=now)


def an_answer_set(
    actor: Actor,
    *,
    version_id: UUID | None = None,
    organisation_id: UUID | None = None,
    answers: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> AnswerSet:
    """Answers of this person (or organisation) to a published version; `answers` are put in as stored."""
    now = now or clock.now()
    version_id = version_id or a_published_version(now=now).id
    answer_set = open_answer_set(actor=actor, version_id=version_id, organisation_id=organisation_id, now=now)
    if answers:
        with unit_of_work(bookkeeping=True) as work:
            row = work.session.get_one(AnswerSet, answer_set.id)
            stamp = {"v": 1, "at": now.isoformat(), "by": str(actor.user_id), "name": actor.name}
            row.answers, row.stamps = dict(answers), dict.fromkeys(answers, stamp)
    return answer_set
