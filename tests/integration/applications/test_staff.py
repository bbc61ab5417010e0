"""The centre's list, one application, the workbook and messages."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.usecases.start_application import start_application
from incubator.applications.usecases.unsubmit_application import unsubmit_application
from incubator.notifications.models import Notice
from incubator.organisations.models import Organisation
from incubator.organisations.rules import format_brn
from incubator.privacy.models import AccessEntry
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import a_company, a_round, a_world
from tests.factories.programs import a_program

HOSTILE = '=HYPERLINK("http://x","눌러요")'


def an_application(round_id, name, now):
    founder = a_user("대표")
    founder_id = founder.id
    organisation_id = a_company(founder, name=name)
    start_application(
        actor=an_actor(founder_id),
        round_id=round_id,
        organisation_id=organisation_id,
        self_check={},
        acknowledged=False,
        now=now,
    )


@pytest.fixture
def world(app, clock):
    made = a_world().complete()
    made.submit()
    return made


def _list(world, **query):
    return f"/staff/rounds/{world.round_id}/applications", query


def _applicants(response):
    return list(response.html.texts("th", scope="row"))


def test_a_manager_sees_the_list_of_his_round(world, client_as):
    path, query = _list(world)

    response = client_as(world.manager_id).get(path, query_string=query)

    assert response.status_code == 200
    assert _applicants(response) == [world.application().receipt_no]


@pytest.mark.parametrize("words", ["바다정보", "주식회사 바다 정보", "㈜바다정보", "(주)바다", "다 정", "담수화막"])
def test_search_ignores_spaces_and_company_forms(world, client_as, words):
    path, _ = _list(world)

    response = client_as(world.manager_id).get(path, query_string={"q": words})

    assert _applicants(response) == [world.application().receipt_no]


@pytest.mark.parametrize("shape", ["{}", "{:.7}", " {} "])
def test_search_ignores_the_hyphens_of_numbers(world, client_as, session, shape):
    receipt_no = world.application().receipt_no
    brn = session.get_one(Organisation, world.organisation_id).brn
    path, _ = _list(world)

    for number in (receipt_no, receipt_no.replace("-", ""), brn, format_brn(brn)):
        response = client_as(world.manager_id).get(path, query_string={"q": shape.format(number)})

        assert _applicants(response) == [receipt_no]


def test_search_finds_the_title_as_it_is_and_no_earlier_one(app, clock, client_as):
    world = a_world().complete()
    world.write(project_title=["염분 센서"])
    world.submit()
    path, _ = _list(world)

    found = {
        words: _applicants(client_as(world.manager_id).get(path, query_string={"q": words}))
        for words in ("담수화 막", "염분센서")
    }

    assert found == {"담수화 막": [], "염분센서": [world.application().receipt_no]}


@pytest.mark.parametrize("words", ["없는회사", "%", "_", "' OR 1=1 --", "((()))", "\\"])
def test_search_for_what_is_not_there_finds_nothing_and_says_what_to_do(world, client_as, words):
    path, _ = _list(world)

    response = client_as(world.manager_id).get(path, query_string={"q": words})

    assert (response.status_code, "찾으시는 신청서가 없습니다" in response.text) == (200, True)


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_list_costs_the_same_for_any_number_of_rows(app, clock, client_as, query_budget, rows):
    round_id = a_round()
    for number in range(rows):
        an_application(round_id, f"(주)기업{number}", clock.now)
    client = client_as(a_user("박담당", role=Role.MANAGER))

    with query_budget(11):
        response = client.get(f"/staff/rounds/{round_id}/applications")

    assert response.status_code == 200


def test_the_last_page_of_a_long_list_is_read_from_its_end(app, clock, client_as):
    round_id = a_round()
    for number in range(103):
        an_application(round_id, f"(주)기업{number:03}", clock.now)
    client = client_as(a_user("박담당", role=Role.MANAGER))

    pages = [
        client.get(f"/staff/rounds/{round_id}/applications?columns=applicant&sort=applicant&down=0&page={page}")
        for page in (1, 2, 3)
    ]

    names = [name for page in pages for name in page.html.texts("th", scope="row")]
    assert names == [f"(주)기업{number:03}" for number in range(103)]


def test_seeing_a_list_names_the_companies_in_the_access_log(world, client_as, session):
    path, _ = _list(world)

    client_as(world.manager_id).get(path)

    entry = session.scalar(select(AccessEntry).order_by(AccessEntry.id.desc()))
    assert (entry.actor_id, entry.subject_kind, entry.subject_ids) == (
        world.manager_id,
        "organisation",
        [str(world.organisation_id)],
    )


@pytest.mark.parametrize("who", ["representative", "editor", "outsider"])
def test_founders_do_not_know_of_the_centres_pages(world, client_as, who):
    client = client_as(getattr(world, f"{who}_id"))

    answers = [
        client.get(path).status_code
        for path in (
            f"/staff/rounds/{world.round_id}/applications",
            f"/staff/rounds/{world.round_id}/applications/export",
            f"/staff/applications/{world.application_id}",
        )
    ]

    assert answers == [404, 404, 404]


def test_staff_of_another_program_see_nothing(world, client_as):
    other_program_id = a_program(code="OTHER").id
    client = client_as(a_user("남담당", role=Role.MANAGER, program_id=other_program_id))

    assert client.get(f"/staff/rounds/{world.round_id}/applications").status_code == 404
    assert client.get(f"/staff/applications/{world.application_id}").status_code == 404


def test_what_was_handed_in_is_shown(world, client_as):
    detail = client_as(world.manager_id).get(f"/staff/applications/{world.application_id}")

    assert "바닷물을 걸러 마실 물을 만듭니다." in detail.text
    assert "사업계획서.pdf" in detail.text


def test_what_is_still_being_written_is_not_shown_to_the_centre(app, clock, client_as):
    draft = a_world().complete()

    detail = client_as(draft.manager_id).get(f"/staff/applications/{draft.application_id}")

    assert "바닷물을 걸러 마실 물을 만듭니다." not in detail.text
    assert "제출하기 전까지 센터에 보이지 않습니다" in detail.text


def test_the_dossier_speaks_the_language_asked_for(world, client_as):
    page = client_as(world.manager_id).get(f"/staff/applications/{world.application_id}?lang=en")

    assert "Project" in page.html.texts("h2")


def test_two_versions_are_set_beside_each_other(world, clock, client_as):
    unsubmit_application(actor=world.actor(), application_id=world.application_id, now=clock.now)
    world.write(story=["바닷물을 걸러 농업용수를 만듭니다."])
    world.submit()

    page = client_as(world.manager_id).get(f"/staff/applications/{world.application_id}?version=2&compare=1")

    assert ("마실 물을" in "".join(page.html.texts("del")), "농업용수를" in "".join(page.html.texts("ins"))) == (
        True,
        True,
    )
    assert "제출 취소됨" in page.text


def test_the_workbook_holds_exactly_the_filtered_rows_as_text(world, client_as, session):
    response = client_as(world.manager_id).post(
        f"/staff/rounds/{world.round_id}/applications/export?columns=receipt&columns=applicant&columns=amount",
        data={"reason": "요건검토 회의"},
    )

    sheet = load_workbook(io.BytesIO(response.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    application = world.application()
    assert rows[-1][:3] == [application.receipt_no, "(주)바다정보", 50_000_000]
    assert [cell.data_type for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert (
        session.scalar(select(func.count()).select_from(AccessEntry).where(AccessEntry.reason == "요건검토 회의")) == 1
    )


def test_a_company_named_like_a_formula_stays_text(app, clock, client_as):
    round_id = a_round()
    an_application(round_id, HOSTILE, clock.now)
    manager = client_as(a_user("박담당", role=Role.MANAGER))

    response = manager.post(f"/staff/rounds/{round_id}/applications/export?columns=applicant", data={"reason": "확인"})

    last = list(load_workbook(io.BytesIO(response.data)).active.iter_rows())[-1][0]
    assert (last.data_type, last.value) == ("s", "'" + HOSTILE)


def test_taking_the_list_out_needs_a_reason(world, client_as):
    response = client_as(world.manager_id).post(
        f"/staff/rounds/{world.round_id}/applications/export", data={"reason": " "}
    )

    assert response.status_code == 422


def test_the_centre_and_the_applicant_write_to_each_other(world, client_as, deliver, session):
    founder, manager = client_as(world.representative_id), client_as(world.manager_id)

    asked = founder.submit(f"/applications/{world.application_id}/messages", body="발표 날짜가 언제인가요?")
    answered = manager.post(f"/staff/applications/{world.application_id}/messages", data={"body": "4월 20일입니다."})
    deliver()

    assert (asked.status_code, answered.status_code) == (302, 302)
    page = founder.get(f"/applications/{world.application_id}/messages")
    assert "4월 20일입니다." in page.text
    session.rollback()
    assert (
        session.scalar(
            select(func.count())
            .select_from(Notice)
            .where(Notice.user_id == world.representative_id, Notice.kind == "message")
        )
        == 1
    )


@pytest.mark.parametrize("body", ["", "   ", "가" * 4001, "널\u0007문자"])
def test_a_message_nobody_can_read_is_refused_and_kept_on_the_page(world, client_as, body):
    response = client_as(world.representative_id).post(
        f"/applications/{world.application_id}/messages", data={"body": body}
    )

    assert response.status_code == 422


def test_staff_never_change_what_an_applicant_wrote(world, client_as, session):
    before = session.scalar(select(Application.version).where(Application.id == world.application_id))

    response = client_as(world.manager_id).post(
        f"/applications/{world.application_id}/sections/about", data={"a.story": "직원이 고침"}
    )

    session.rollback()
    assert response.status_code in (403, 404, 409)
    assert session.scalar(select(Application.version).where(Application.id == world.application_id)) == before
