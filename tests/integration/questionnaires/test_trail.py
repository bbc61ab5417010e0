"""The sentences of the trail, and that no answer gets into it."""

from __future__ import annotations

import pytest
from flask import Flask, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.audit.models import AuditEntry
from incubator.core.events import Event
from incubator.questionnaires.usecases.save_answers import save_answers
from tests.factories.accounts import a_user, an_actor
from tests.factories.questionnaires import an_answer_set
from tests.support.clock import Clock
from tests.unit.questionnaires.test_events import FACTS

SENTENCES = {
    "questionnaire.created": "김하늘님이 양식 ‘psst’을(를) 만들었습니다.",
    "questionnaire.drafted": "김하늘님이 양식의 2판을 쓰기 시작하였습니다.",
    "questionnaire.revised": "김하늘님이 양식의 2판 초안을 고쳤습니다.",
    "questionnaire.published": "김하늘님이 양식의 2판을 게시하였습니다(SHA-256 ab…).",
    "questionnaire.retired": "김하늘님이 양식의 2판을 더 쓰지 않기로 하였습니다.",
    "questionnaire.discarded": "김하늘님이 양식의 2판 초안을 버렸습니다(까닭: 두 번 만들었습니다).",
    "answer_set.opened": "김하늘님이 양식에 답을 쓰기 시작하였습니다.",
    "answers.saved": "김하늘님이 답 2개를 저장하였습니다(3번째 저장).",
    "answer_file.attached": "김하늘님이 ‘paper’ 항목에 파일을 붙였습니다.",
    "answer_file.removed": "김하늘님이 ‘paper’ 항목에서 파일을 뺐습니다.",
    "answer_set.moved": "김하늘님이 작성 중인 답을 새 양식으로 옮겼습니다(옮기지 못한 답: a).",
}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_each_fact_has_its_sentence(app: Flask, fact: Event):
    with app.test_request_context():
        words = render_template(
            f"audit/{fact.name.replace('.', '_')}.txt",
            actor_name="김하늘",
            at=fact.stamp.at,
            payload=fact.payload(),
            reason=fact.reason,
        )

    assert words.strip() == SENTENCES[fact.name]


def test_no_answer_gets_into_the_trail(session: Session, clock: Clock):
    actor = an_actor(a_user("김하늘"))
    answer_set_id = an_answer_set(actor).id
    save_answers(actor=actor, answer_set_id=answer_set_id, changes={"name": ["비밀스러운 글"]}, base={}, now=clock.now)
    entries = session.scalars(select(AuditEntry).where(AuditEntry.subject_id == answer_set_id)).all()

    assert sorted(entry.event_name for entry in entries) == ["answer_set.opened", "answers.saved"]
    assert "비밀" not in str([entry.payload for entry in entries])
