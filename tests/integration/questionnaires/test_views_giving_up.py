"""The doors to another kind of question and to giving a draft up."""

from __future__ import annotations

import pytest

from incubator.accounts.roles import Role
from incubator.questionnaires import queries
from incubator.questionnaires.rules.editing import Part, part_of
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from tests.factories.accounts import a_user, an_actor
from tests.factories.questionnaires import a_definition
from tests.integration.questionnaires.desk import Desk


@pytest.fixture
def desk(client_as, session, clock) -> Desk:
    manager = a_user("박담당", role=Role.MANAGER)
    draft = create_questionnaire(actor=an_actor(manager), key="test", definition=a_definition(), now=clock.now)
    return Desk(client_as(manager), draft.id, session)


def test_the_kinds_say_what_becomes_of_the_settings(desk):
    listed = desk.client.get(f"{desk.url}/questions/people/kind").html.main

    assert "사라지는 설정: 단위" in listed
    assert "그대로 쓰는 설정: 가장 작은 값(이른 날), 가장 큰 값(늦은 날)" in listed
    assert "새로 정할 설정: 보기" in listed


def test_a_kind_a_condition_asks_for_is_held_and_its_place_linked(desk):
    listed = desk.client.get(f"{desk.url}/questions/invested/kind")

    assert "투자 금액" in listed.html.main
    assert not [link for link in listed.html.links if "kind=short_text" in link]
    refused = desk.submit("questions/invested/kind?kind=short_text", label="투자를 받은 곳")
    assert refused.status_code == 409
    assert "‘투자 금액’(일반현황)" in refused.html.main
    assert 'value="투자를 받은 곳"' in refused.text
    assert part_of(desk.definition, Part.QUESTION, "invested")["kind"] == "choice"


def test_the_question_takes_its_new_kind_with_the_settings_it_needs(desk):
    page = desk.client.get(f"{desk.url}/questions/story/kind?kind=won")
    assert "저장하면 사라지는 설정이 있습니다" in page.html.main
    assert 'value="개요"' in page.text

    assert desk.submit("questions/story/kind?kind=won", label="자금", min="1,000").status_code == 302

    found = part_of(desk.definition, Part.QUESTION, "story")
    assert (found["kind"], found["label"], found["min"]) == ("won", "자금", "1000")
    assert "종류 바꾸기" in desk.client.get(f"{desk.url}/questions/story").html.main


def test_who_types_while_a_colleague_was_faster_loses_nothing(desk, client_as):
    other = client_as(a_user("이담당", role=Role.MANAGER))
    fields = desk.client.get(f"{desk.url}/questions/story/kind?kind=short_text").html.form("").fields
    other.submit(f"{desk.url}/questions/story", label="남이 고친 말")
    late = desk.client.post(
        f"{desk.url}/questions/story/kind", data={**fields, "kind": "short_text", "label": "내가 고친 말"}
    )
    other.submit(f"{desk.url}/questions/story/remove")
    gone = desk.client.post(
        f"{desk.url}/questions/story/kind", data={**fields, "kind": "short_text", "label": "내가 고친 말"}
    )

    assert late.status_code == 409
    assert "남이 고친 말" in late.html.main
    assert 'value="내가 고친 말"' in late.text
    assert gone.status_code == 409
    assert "새 질문으로 더하기" in gone.html.main
    assert 'value="내가 고친 말"' in gone.text
    assert desk.client.get(f"{desk.url}/questions/story/kind").status_code == 404


def test_giving_a_form_up_asks_why_and_leaves_it_findable(desk):
    assert desk.submit("discard", reason="").status_code == 422
    done = desk.submit("discard", reason="두 번 만들었습니다")

    assert done.status_code == 302
    assert desk.client.get(desk.url).status_code == 200
    assert "버린 초안이라 바꿀 수 없습니다" in desk.client.get(desk.url).html.main
    assert desk.client.get(f"{desk.url}/title").status_code == 409
    listed = desk.client.get("/staff/forms").html.main
    assert "시험 신청서" not in listed
    assert "버린 양식 1개 보기" in listed
    assert "시험 신청서" in desk.client.get("/staff/forms?discarded=1").html.main
    form_id = queries.get_version(desk.session, desk.version_id).questionnaire_id
    assert desk.client.post(f"/staff/forms/{form_id}/draft").status_code == 302
    assert "버린 양식이 없습니다" in desk.client.get("/staff/forms?discarded=1").html.main
