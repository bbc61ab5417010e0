"""The conditions that look at the form are asked again at each save, and the writer sees what changed."""

from datetime import timedelta
from io import BytesIO

import pytest

from incubator.applications import queries
from incubator.applications.usecases.save_section import save_section
from incubator.db.session import session_now
from incubator.web import clock as clocks
from tests.factories.applications import a_form, a_round, a_world
from tests.factories.questionnaires import a_published_version
from tests.integration.applications.doors import JSON, fields, url
from tests.support.files import good_pdf

RULES = [
    {"kind": "declaration", "key": "award", "declaration": "not_awarded_elsewhere"},
    {"kind": "overlapping_support", "key": "other"},
    {"kind": "page_limit", "key": "pages", "pages": 2},
    {"kind": "one_application_per_round", "key": "one"},
]
BEFORE_AND_AFTER = "방금 저장한 내용으로 신청 자격 확인이 바뀌었습니다."


def _form():
    form = a_form()
    yes_no = [{"key": "yes", "label": "예"}, {"key": "no", "label": "아니요"}]
    form["sections"][0]["questions"] += [
        {"key": "won_before", "kind": "choice", "label": "수상한 적이 있습니까", "options": yes_no},
        {"key": "supported", "kind": "choice", "label": "다른 지원", "options": yes_no},
        {
            "key": "supports",
            "kind": "table",
            "label": "다른 지원 내역",
            "max_rows": 5,
            "columns": [
                {"key": "program", "kind": "short_text", "label": "사업명"},
                {"key": "ends_on", "kind": "date", "label": "종료일"},
            ],
            "show_if": {"question": "supported", "operator": "is_yes"},
        },
    ]
    return form


@pytest.fixture
def world(app, clock):
    closes_at = clock.now + timedelta(hours=1)
    version_id = a_published_version(_form()).id
    return a_world(round_id=a_round(eligibility=RULES, closes_at=closes_at, version_id=version_id))


def _autosave(client, world, **given):
    return client.post(url(world, "/autosave"), data={"section": "about"} | given, headers=JSON).get_json()


def test_an_answer_that_takes_a_declaration_back_is_said_at_once(world, client):
    body = _autosave(client, world, **{"a.won_before": ["", "yes"], "v.won_before": "0"})

    assert body["eligibility"]["said"].startswith(BEFORE_AND_AFTER)
    assert "그렇지 않다고 답하셨습니다." in body["eligibility"]["said"]
    assert "checks__item--fail" in body["eligibility"]["html"]
    assert "신청서에 쓰신 답" in body["eligibility"]["html"]


def test_an_answer_nothing_looks_at_costs_nothing_and_says_nothing(world, client, query_budget):
    client.get(url(world, "/sections/about"))
    with query_budget(17) as plain:
        body = _autosave(client, world, **{"a.story": "글", "v.story": "0"})
    with query_budget(18) as fed:
        told = _autosave(client, world, **{"a.supported": ["", "yes"], "v.supported": "0"})

    assert body["eligibility"] is None
    assert told["eligibility"]["said"] == ""
    assert len(fed) <= len(plain) + 1


def test_other_support_that_runs_is_left_to_the_centre_and_ended_one_is_none(world, client):
    named = {
        "a.supported": ["", "yes"],
        "a.supports.0.program": "예비창업패키지",
        "v.supported": "0",
        "v.supports": "0",
    }
    running = _autosave(client, world, **named)
    ended = _autosave(
        client,
        world,
        **{"a.supports.0.program": "예비창업패키지", "a.supports.0.ends_on": "2020-01-01", "v.supports": "1"},
    )

    assert "신청서에 다른 지원을 적으셨습니다: 예비창업패키지" in running["eligibility"]["said"]
    assert "겹치는 지원사업이 없습니다." in ended["eligibility"]["said"]


def test_support_under_a_hidden_question_does_not_count(world, client):
    _autosave(
        client,
        world,
        **{"a.supported": ["", "yes"], "a.supports.0.program": "예비창업패키지", "v.supported": "0", "v.supports": "0"},
    )

    body = _autosave(client, world, **{"a.supported": ["", "no"], "v.supported": "1"})

    assert "겹치는 지원사업이 없습니다." in body["eligibility"]["said"]


def test_without_scripts_the_next_page_says_it(world, client):
    page = client.post(
        url(world, "/sections/about"), data=fields(**{"a.won_before": ["", "yes"]}), follow_redirects=True
    )

    assert BEFORE_AND_AFTER in page.text


def test_a_file_that_is_too_long_is_said_with_its_list(world, client):
    answer = client.post(
        url(world, "/files/plan_file"), data={"file": (BytesIO(good_pdf(pages=3)), "계획.pdf")}, headers=JSON
    ).get_json()
    page = client.get(url(world, "/sections/plan"))

    assert "가장 긴 파일이 3쪽으로 2쪽을 넘습니다." in answer["eligibility"]["said"]
    assert "가장 긴 파일이 3쪽으로 2쪽을 넘습니다." in page.html.texts("section", aria_labelledby="eligibility")[0]
    assert page.html.find("p", data_eligibility_said="").get("role") == "status"


def test_a_file_taken_out_is_said_on_the_page(world, client):
    answer = client.post(
        url(world, "/files/plan_file"), data={"file": (BytesIO(good_pdf(pages=3)), "계획.pdf")}, headers=JSON
    ).get_json()

    page = client.post(answer["files"][0]["remove_url"], follow_redirects=True)

    assert "쪽수를 셀 수 있는 파일이 아직 없습니다." in page.text


def test_what_the_form_says_is_what_the_check_before_submit_and_the_snapshot_say(world, client):
    world.complete()
    save_section(
        actor=world.actor(),
        application_id=world.application_id,
        changes={"won_before": ["yes"]},
        base={"won_before": 0},
        now=clocks.now(),
    )

    page = client.get(url(world, "/submit"))
    world.submit()

    (version,) = queries.list_versions(session_now(), world.application_id)
    stored = {row["rule"]: row["outcome"] for row in version.snapshot["eligibility"]}
    assert "그렇지 않다고 답하셨습니다." in page.text
    assert stored["award"] == "fail"


def test_a_round_whose_conditions_do_not_look_at_the_form_shows_no_box(app, clock, client_as):
    plain = a_world(eligibility=[RULES[3]], closes_at=clock.now + timedelta(hours=1))

    page = client_as(plain.representative_id).get(url(plain, "/sections/about"))

    assert page.html.find_all("section", aria_labelledby="eligibility") == []
