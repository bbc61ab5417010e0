from __future__ import annotations

import pytest

from incubator.core.dates import kst
from incubator.core.events import Event, Stamp
from incubator.core.ids import new_id
from incubator.questionnaires import events

STAMP = Stamp(at=kst(2026, 3, 2), actor_id=new_id(), acting_as="manager", address="127.0.0.1")
ONE, TWO, THREE = new_id(), new_id(), new_id()
FACTS = [
    events.QuestionnaireCreated(stamp=STAMP, questionnaire_id=ONE, version_id=TWO, key="psst"),
    events.QuestionnaireDrafted(stamp=STAMP, questionnaire_id=ONE, version_id=TWO, number=2),
    events.QuestionnaireRevised(stamp=STAMP, questionnaire_id=ONE, version_id=TWO, number=2),
    events.QuestionnairePublished(stamp=STAMP, questionnaire_id=ONE, version_id=TWO, number=2, sha256="ab"),
    events.QuestionnaireRetired(stamp=STAMP, questionnaire_id=ONE, version_id=TWO, number=2),
    events.QuestionnaireDiscarded(
        stamp=STAMP, questionnaire_id=ONE, version_id=TWO, number=2, is_whole=False, reason="두 번 만들었습니다"
    ),
    events.AnswerSetOpened(stamp=STAMP, answer_set_id=ONE, version_id=TWO),
    events.AnswersSaved(stamp=STAMP, answer_set_id=ONE, keys=("a", "b"), revision=3),
    events.AnswerFileAttached(stamp=STAMP, answer_set_id=ONE, question_key="paper", file_id=TWO),
    events.AnswerFileRemoved(stamp=STAMP, answer_set_id=ONE, question_key="paper", file_id=TWO),
    events.AnswerSetMoved(stamp=STAMP, answer_set_id=ONE, from_version_id=TWO, to_version_id=THREE, dropped=("a",)),
]


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)
def test_a_fact_survives_storage(fact: Event):
    assert Event.from_payload({"name": fact.name} | fact.payload()) == fact
    assert fact.subject == (fact.about.removesuffix("_id"), ONE)
