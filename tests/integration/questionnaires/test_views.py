"""The doors of the form builder, without scripts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from incubator.accounts.roles import Role
from incubator.questionnaires import queries
from incubator.questionnaires.rules.editing import outline
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from tests.factories.accounts import a_user, an_actor
from tests.factories.questionnaires import a_definition, a_published_version
from tests.integration.questionnaires.desk import Desk


@pytest.fixture
def desk(client_as, session, clock) -> Desk:
    manager = a_user("박담당", role=Role.MANAGER)
    draft = create_questionnaire(actor=an_actor(manager), key="test", definition=a_definition(), now=clock.now)
    return Desk(client_as(manager), draft.id, session)


def keys(definition: dict[str, Any]) -> list[str]:
    return [key for _section, many in outline(definition) for key in many]


@pytest.mark.parametrize("start", ["empty", "general", "psst", "education", "jobs", "support", "contest"])
def test_a_form_begins_from_nothing_or_from_a_starting_form(client_as, session, start):
    client = client_as(a_user("박담당", role=Role.MANAGER))
    answer = client.post("/staff/forms/new", data={"title": "새 양식", "start": start})
    version = queries.get_version(session, UUID(answer.location.rsplit("/", 1)[-1]))

    assert answer.status_code == 302
    assert version.definition["title"] == "새 양식"
    assert (len(version.definition.get("sections", [])) == 0) is (start == "empty")
    assert client.get(answer.location).html.h1 == "새 양식"


def test_a_form_begins_from_one_of_the_house(client_as, session):
    source = a_published_version()
    client = client_as(a_user("박담당", role=Role.MANAGER))
    answer = client.post("/staff/forms/new", data={"title": "옮긴 양식", "start": str(source.id), "key": "copied"})
    version = queries.get_version(session, UUID(answer.location.rsplit("/", 1)[-1]))

    assert (version.questionnaire.key, keys(version.definition)) == ("copied", keys(source.definition))
    assert client.post("/staff/forms/new", data={"title": "또", "start": "psst", "key": "copied"}).status_code == 422


def test_sections_and_the_name_are_written(desk):
    desk.submit("title", title="다른 이름", title_en="Other")
    desk.submit("sections/new", title="붙임", help="파일을 붙여 주세요.")
    desk.submit("sections/plan", title="사업 계획")

    assert desk.definition["title"] == "다른 이름"
    assert [section["title"] for section in desk.definition["sections"]] == ["일반현황", "사업 계획", "붙임"]
    assert desk.submit("sections/section_1/remove").status_code == 302
    assert len(desk.definition["sections"]) == 2


ROW = "a.options.{}.{}"
WRITTEN: dict[str, dict[str, Any]] = {
    "short_text": {"max_chars": "30"},
    "long_text": {},
    "number": {"min": "1", "max": "1,000", "decimals": "1", "unit": "명", "unit_en": "people"},
    "won": {"max": "50,000,000"},
    "date": {"min": "20160420", "max": "2016-12-31"},
    "choice": {ROW.format(0, "label"): "예", ROW.format(1, "label"): "아니요", ROW.format(1, "label_en"): "No"},
    "multi_choice": {ROW.format(0, "label"): "가", ROW.format(1, "label"): "나", "max_picks": "1"},
    "table": {
        "a.columns.0.label": "이름",
        "a.columns.0.kind": "short_text",
        "a.columns.0.required": "required",
        "a.columns.1.label": "상태",
        "a.columns.1.kind": "choice",
        "a.columns.1.options": "근무=Working; 예정",
        "max_rows": "5",
    },
    "file": {"kinds": ["pdf", "hwp"], "megabytes": "20", "max_files": "2", "wallet": "national_tax"},
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_question_of_every_kind_is_added_shown_and_kept_when_saved_again(desk, kind):
    words = {"label": "새 질문", "label_en": "New", "help": "도움말", "help_en": "Help", "required": "y", "kind": kind}
    added = desk.client.post(f"{desk.url}/sections/plan/questions/new", data=words | WRITTEN[kind])
    question = desk.definition["sections"][1]["questions"][-1]

    assert added.status_code == 302, added.get_data(as_text=True)
    assert (question["key"], question["kind"], question["help_en"]) == ("question_1", kind, "Help")
    assert desk.submit("questions/question_1").status_code == 302
    assert desk.definition["sections"][1]["questions"][-1] == question
    desk.client.get(f"{desk.url}/preview?section=plan")


@pytest.mark.parametrize(
    ("kind", "changes", "field"),
    [
        ("number", {"min": "9", "max": "1"}, "min"),
        ("number", {"min": "많이"}, "min"),
        ("short_text", {"max_chars": "0"}, "max_chars"),
        ("choice", {"a.options.0.label": ""}, "options"),
        ("table", {"a.columns.0.label": "가", "a.columns.0.kind": "choice"}, "columns"),
        ("file", {"kinds": [], "megabytes": "20", "max_files": "1"}, "kinds"),
        ("short_text", {"label": ""}, "label"),
        ("short_text", {"key": "name"}, "key"),
        ("short_text", {"key": "한글"}, "key"),
    ],
)
def test_a_faulty_question_is_refused_beside_its_field(desk, kind, changes, field):
    before = desk.definition
    words = {"label": "새 질문", "kind": kind} | changes
    answer = desk.client.post(f"{desk.url}/sections/plan/questions/new", data=words)

    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.get_data(as_text=True)
    assert desk.definition == before


def test_rows_are_added_moved_and_removed_without_scripts(desk):
    page = f"{desk.url}/questions/fields"
    options = {f"a.options.{row}.label": words for row, words in enumerate("가나다")}
    options |= {f"a.options.{row}.key": key for row, key in enumerate(("mecha", "water", "aging"))}
    for act, expected in (
        ({"add-row": "options"}, ["가", "나", "다", ""]),
        ({"remove-row": "options.0"}, ["나", "다"]),
        ({"move-row": "options.2.up"}, ["가", "다", "나"]),
        ({"move-row": "options.0.up"}, ["가", "나", "다"]),
        ({"remove-row": "options.99"}, None),
    ):
        answer = desk.client.post(page, data={"label": "분야", **options, **act})
        if expected is None:
            assert answer.status_code in (302, 409, 422)
        else:
            fields = answer.html.form("").fields
            assert [fields[f"a.options.{row}.label"][0] for row in range(len(expected))] == expected
    assert [o["key"] for o in desk.definition["sections"][1]["questions"][0]["options"]] == ["mecha", "water", "aging"]


def test_questions_are_moved_by_their_buttons_and_refusals_say_why(desk):
    moved = desk.order(step="question.story.up")
    refused = desk.order(step="question.amount.up")

    assert moved.location.endswith("#question-story")
    assert keys(desk.definition)[:2] == ["story", "name"]
    assert refused.status_code == 409
    assert "그 질문보다 뒤에 있어야 합니다" in refused.html.main
    assert desk.order(step="nonsense").status_code == 422
    assert desk.order(place="question.name", section="plan").status_code == 302
    assert desk.order(place="section.plan", before="about").status_code == 302
    assert [section["key"] for section in desk.definition["sections"]] == ["plan", "about"]


def test_a_move_on_an_older_order_is_refused_and_shows_the_order_now(desk):
    base = desk.client.get(desk.url).html.form(f"{desk.url}/order").fields["base"]
    desk.order(step="question.story.up")
    answer = desk.client.post(f"{desk.url}/order", data={"base": base, "step": "question.story.up"})
    script = desk.client.post(
        f"{desk.url}/order", data={"base": base, "step": "question.story.up"}, headers={"Accept": "application/json"}
    )

    assert answer.status_code == script.status_code == 409
    assert "다른 담당자가 순서를 바꾸었습니다" in answer.html.main
    assert "다른 담당자가 순서를 바꾸었습니다" in script.json["said"]
    assert script.json["outline"].index("question-story") < script.json["outline"].index("question-name")
    assert keys(desk.definition)[:2] == ["story", "name"]


def test_two_managers_change_the_same_question_and_both_texts_are_kept(desk, client_as):
    other = client_as(a_user("이담당", role=Role.MANAGER))
    page = f"{desk.url}/questions/name"
    fields = desk.client.get(page).html.form("").fields
    other.submit(page, label="사업 이름")
    mine = {**fields, "label": "과제 제목"}
    mine.pop("csrf_token")

    refused = desk.client.post(page, data=mine)

    assert refused.status_code == 409
    assert "사업 이름" in refused.html.main
    assert "과제 제목" in refused.html.main
    assert refused.html.form("").fields["label"] == ["과제 제목"]
    assert desk.definition["sections"][0]["questions"][0]["label"] == "사업 이름"
    again = refused.html.form("").fields
    again.pop("csrf_token")
    assert desk.client.post(page, data=again).status_code == 302
    assert desk.definition["sections"][0]["questions"][0]["label"] == "과제 제목"


def test_two_managers_change_different_questions_and_both_changes_stand(desk, client_as):
    other = client_as(a_user("이담당", role=Role.MANAGER))
    fields = desk.client.get(f"{desk.url}/questions/name").html.form("").fields
    other.submit(f"{desk.url}/questions/story", label="줄거리")
    fields.pop("csrf_token")
    answer = desk.client.post(f"{desk.url}/questions/name", data={**fields, "label": "과제 제목"})

    assert answer.status_code == 302
    assert [question["label"] for question in desk.definition["sections"][0]["questions"][:2]] == [
        "과제 제목",
        "줄거리",
    ]


@pytest.mark.parametrize(("place", "field"), [("title", "title"), ("sections/plan", "title")])
def test_two_managers_change_the_same_name(desk, client_as, place, field):
    other = client_as(a_user("이담당", role=Role.MANAGER))
    fields = desk.client.get(f"{desk.url}/{place}").html.form("").fields
    fields.pop("csrf_token")
    other.submit(f"{desk.url}/{place}", **{field: "남의 이름"})
    refused = desk.client.post(f"{desk.url}/{place}", data={**fields, field: "내 이름"})

    assert refused.status_code == 409
    assert "남의 이름" in refused.html.main
    assert refused.html.form("").fields[field] == ["내 이름"]


def test_what_a_colleague_removed_is_still_on_the_screen(desk, client_as):
    other = client_as(a_user("이담당", role=Role.MANAGER))
    page = f"{desk.url}/questions/name"
    fields = desk.client.get(page).html.form("").fields
    fields.pop("csrf_token")
    assert other.submit(f"{page}/remove").status_code == 302
    refused = desk.client.post(page, data={**fields, "label": "과제 제목"})

    assert refused.status_code == 409
    assert "다른 담당자가 이 질문을 지웠습니다" in refused.html.main
    assert refused.html.form("").fields["label"] == ["과제 제목"]
    assert desk.client.get(page).status_code == 404
    again = refused.html.form("").fields
    again.pop("csrf_token")
    added = desk.client.post(f"{desk.url}/sections/plan/questions/new", data=again)
    assert added.status_code == 302
    assert desk.definition["sections"][1]["questions"][-1]["label"] == "과제 제목"


def test_a_question_in_use_is_not_removed(desk):
    page = desk.client.get(f"{desk.url}/questions/invested/remove")
    answer = desk.client.post(f"{desk.url}/questions/invested/remove", data={"base": "whatever"})

    assert "투자 금액" in page.html.main
    assert answer.status_code == 409
    assert "invested" in keys(desk.definition)
