"""Publishing, the next version, the preview, budgets, and who may come in."""

from __future__ import annotations

from uuid import UUID

import pytest

from incubator.accounts.roles import Role
from incubator.questionnaires import queries
from incubator.questionnaires.rules import load
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.questionnaires.usecases.publish_version import publish_version
from tests.factories.accounts import a_user, an_actor
from tests.factories.questionnaires import a_definition, a_maker, a_published_version, an_answer_set
from tests.integration.questionnaires.desk import Desk


@pytest.fixture
def desk(client_as, session, clock) -> Desk:
    manager = a_user("박담당", role=Role.MANAGER)
    draft = create_questionnaire(actor=an_actor(manager), key="test", definition=a_definition(), now=clock.now)
    return Desk(client_as(manager), draft.id, session)


def test_publishing_freezes_and_every_door_to_change_closes(desk, session):
    assert desk.submit("publish").status_code == 302
    version = queries.get_version(session, desk.version_id)

    assert version.state.value == "published"
    for place in ("title", "sections/new", "sections/plan", "questions/name", "publish", "questions/name/remove"):
        assert desk.client.get(f"{desk.url}/{place}").status_code == 409
    assert desk.client.post(f"{desk.url}/order", data={"step": "question.story.up"}).status_code == 409
    assert "게시한 판이라 바꿀 수 없습니다" in desk.client.get(desk.url).html.main


def test_publishing_what_somebody_has_changed_meanwhile_asks_again(desk, client_as):
    other = client_as(a_user("이담당", role=Role.MANAGER))
    fields = desk.client.get(f"{desk.url}/publish").html.form("").fields
    other.submit(f"{desk.url}/questions/name", label="사업 이름")
    answer = desk.client.post(f"{desk.url}/publish", data={"base": fields["base"]})

    assert answer.status_code == 409
    assert "다른 담당자가 이 양식을 고쳤습니다" in answer.html.main


def test_an_unfinished_form_is_not_published(desk):
    desk.submit("sections/new", title="빈 항목")
    page = desk.client.get(f"{desk.url}/publish")
    answer = desk.submit("publish")

    assert "‘빈 항목’ 항목에 질문이 없습니다." in page.html.main
    assert answer.status_code == 422


def test_the_next_version_shows_what_is_different_and_how_many_write_on_the_old_one(desk, session, clock):
    desk.submit("publish")
    an_answer_set(an_actor(), version_id=desk.version_id, now=clock.now)
    form_id = queries.get_version(session, desk.version_id).questionnaire_id
    begun = desk.client.post(f"/staff/forms/{form_id}/draft")
    second = Desk(desk.client, UUID(begun.location.rsplit("/", 1)[-1]), session)
    second.submit("questions/name", label="새 과제명")
    second.submit("questions/paper/remove")

    assert "1판으로 쓴 답이 1건" in second.client.get(second.url).html.main
    shown = second.client.get(f"{second.url}/publish").html.main
    assert "새 과제명" in shown
    assert "사업계획서" in shown
    assert second.client.post(f"/staff/forms/{form_id}/draft").status_code == 409
    assert second.submit("publish").status_code == 302
    assert desk.client.post(f"{desk.url}/retire").status_code == 302
    listed = desk.client.get(f"/staff/forms/{form_id}").html.main
    assert "쓰지 않는 양식" in listed


def test_the_preview_follows_the_answers_and_keeps_nothing(desk):
    before = desk.definition
    hidden = desk.client.post(f"{desk.url}/preview", data={"section": "about", "a.invested": "no"})
    drawn = desk.client.post(f"{desk.url}/draw", data={"tried": "1", "a.invested": "yes"})
    typed = desk.client.post(
        f"{desk.url}/draw", data={"section": "about", "question": "name", "kind": "short_text", "label": "적는 중"}
    )
    faulty = desk.client.post(
        f"{desk.url}/draw", data={"section": "about", "question": "people", "kind": "number", "label": "수", "min": "x"}
    )

    box = hidden.html.find("div", id="question-amount")
    assert "hidden" in box.attrib
    again = desk.client.post(f"{desk.url}/draw", data={"section": "about", "t.invested": "no", "t.name": "과제"})
    assert 'value="과제"' in again.json["html"]
    assert drawn.json["visible"]["amount"] is True
    assert "적는 중" in typed.json["html"]
    assert faulty.json["problem"] != ""
    assert desk.definition == before


@pytest.mark.parametrize("questions", [3, 150])
def test_the_builder_stays_under_its_budget(client_as, clock, query_budget, questions):
    manager = a_user("박담당", role=Role.MANAGER)
    asked = [
        {"key": f"q{number}", "kind": "choice", "label": f"질문 {number}", "options": [{"key": "yes", "label": "예"}]}
        for number in range(questions)
    ]
    for number in range(1, questions):
        asked[number]["show_if"] = {"question": f"q{number - 1}", "operator": "is_yes"}
    sections = [{"key": f"s{n}", "title": f"항목 {n}", "questions": asked[n::3]} for n in range(3)]
    for section in sections:
        for question in section["questions"]:
            question.pop("show_if", None)
    definition = {"title": "긴 양식", "sections": sections}
    draft = create_questionnaire(actor=an_actor(manager), key="long", definition=definition, now=clock.now)
    client = client_as(manager)
    url = f"/staff/forms/versions/{draft.id}"
    client.get(url)

    with query_budget(7):
        client.get(url)
    with query_budget(7):
        client.get(f"{url}/preview")
    with query_budget(7):
        client.get(f"{url}/questions/q1")
    with query_budget(7):
        client.get(f"{url}/conditions/question/q{questions - 1}")
    with query_budget(5):
        client.get("/staff/forms")


def test_the_list_does_not_grow_with_its_forms(client_as, query_budget, clock):
    maker = a_maker()
    for _ in range(3):
        published = a_published_version(actor=maker)
    client = client_as(maker.user_id)
    client.get("/staff/forms")

    with query_budget(6):
        client.get("/staff/forms")
    with query_budget(6):
        client.get(f"/staff/forms/{published.questionnaire_id}")


@pytest.mark.parametrize("role", [Role.HEAD, Role.AUDITOR])
def test_other_staff_read_and_do_not_change(desk, client_as, role):
    client = client_as(a_user("김결재", role=role))

    assert client.get(desk.url).status_code == 200
    assert "고치기" not in client.get(desk.url).html.main
    assert client.get(f"{desk.url}/preview").status_code == 200
    for place in ("title", "publish", "questions/name", "conditions/question/name"):
        assert client.get(f"{desk.url}/{place}").status_code == 403
    assert client.post(f"{desk.url}/order", data={"step": "question.story.up"}).status_code == 403


def test_applicants_do_not_come_in(desk, client_as):
    client = client_as(a_user("이대표"))

    assert {client.get(path).status_code for path in ("/staff/forms", desk.url, f"{desk.url}/preview")} == {403}


def test_a_published_definition_is_the_one_that_was_shown(desk, clock):
    before = desk.definition
    published = publish_version(actor=a_maker(), version_id=desk.version_id, now=clock.now)

    assert published.definition == before
    assert load(published.definition).title == "시험 신청서"
