"""A manager makes a panel, draws and asks; a reviewer accepts, swears and declares; a conflict is found and confirmed."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from incubator.accounts.models import User
from incubator.reviews.rules.oaths import OATHS
from incubator.reviews.workflow import AppointmentState, ConflictState, PanelState
from tests.factories.reviews_people import a_panel_world, a_pool_member
from tests.journeys.walking import look

COMPANY = "(주)가나"


@pytest.fixture
def world(clock):
    """Three to judge, a pool of two free people and one of the applicant's own."""
    world = a_panel_world(people=3, pool=2, companies=(COMPANY, "(주)다라", "(주)마바"))
    a_pool_member("소속위원", employer=COMPANY)
    return world


def test_from_the_draw_to_the_opening(device, world, deliver, session):
    manager = device(world.manager_id)
    manager.goto(f"/staff/rounds/{world.round_id}")
    manager.get_by_role("link", name="평가와 선정").click()
    look(manager, "panels")
    manager.get_by_role("link", name="1분과", exact=True).click()
    look(manager, "panel-planned")
    _draw(manager)
    manager.get_by_role("button", name="3명에게 위촉 요청하기").click()
    expect(manager.get_by_text("3명에게 위촉을 요청했습니다.")).to_be_visible()
    deliver()

    for person in world.people():
        _answer(device(person.user_id, size="phone"), session.get_one(User, person.user_id).name)

    assert {person.state for person in world.people()} == {AppointmentState.SWORN}
    _decide(manager, world)
    manager.goto(f"/staff/panels/{world.panel_id}")
    look(manager, "panel-ready")
    manager.get_by_role("link", name="평가 시작 준비 보기").click()
    look(manager, "panel-open")
    manager.get_by_role("button", name="평가 시작하기").click()
    expect(manager.get_by_text("평가를 시작했습니다.")).to_be_visible()
    assert world.panel().state is PanelState.SCORING
    states = {conflict.kind: conflict.state for conflict in world.conflicts()}
    assert states == {"exclusion": ConflictState.CONFIRMED, "recusal": ConflictState.CONFIRMED}


def _draw(manager: Page) -> None:
    manager.get_by_role("link", name=re.compile("빈 자리 3개 추첨하기")).click()
    look(manager, "draw")
    manager.get_by_label("입회자").select_option(label="윤입회")
    manager.get_by_role("button", name="추첨하기").click()
    expect(manager.get_by_text("다시 추첨해도 같은 결과입니다")).to_be_visible()
    look(manager, "drawn")
    manager.get_by_role("navigation", name=re.compile("현재 위치|경로|위치")).get_by_role("link", name="1분과").click()


def _answer(page: Page, name: str) -> None:
    """Accept, swear, declare; the person of the applicant does not even find its name."""
    page.goto("/home")
    page.get_by_role("link", name="평가로 가기").click()
    look(page, "invitation")
    expect(page.get_by_text(COMPANY)).to_have_count(0)
    page.get_by_role("button", name="수락하기").click()
    for oath in OATHS:
        page.get_by_label(f"{oath.title}을 읽었고 지키겠습니다").check()
    page.get_by_label(re.compile("^서명")).fill(name)
    look(page, "oaths")
    page.get_by_role("button", name="서약하고 서명하기").click()
    expect(page.get_by_role("group", name=re.compile(re.escape(COMPANY)))).to_have_count(0 if name == "소속위원" else 1)
    for group in page.get_by_role("group").filter(has=page.get_by_label("관계없음")).all():
        group.get_by_label("관계없음").check()
    if name == "소속위원":
        related = page.get_by_role("group", name=re.compile(re.escape("(주)마바")))
        related.get_by_label("관계있음", exact=True).check()
        related.get_by_label("관계가 있으면 어떤 관계인지").fill("대학 동기")
    look(page, "declarations")
    page.get_by_role("button", name="밝힌 내용 저장하기").click()
    expect(page.get_by_text("저장했습니다.")).to_be_visible()
    look(page, "invitation-sworn")


def _decide(manager: Page, world) -> None:
    manager.goto("/home")
    manager.get_by_role("link", name="이해충돌 정하기").click()
    look(manager, "conflicts")
    manager.get_by_role("row", name=re.compile(re.escape(COMPANY))).get_by_role("link", name="보고 정하기").click()
    look(manager, "conflict")
    manager.get_by_label(re.compile("^까닭")).fill("지금 신청 기업에 다닙니다.")
    manager.get_by_role("button", name="이해충돌로 확인하기").click()
    expect(manager.get_by_text("이해충돌을 확인했습니다.")).to_be_visible()


def test_the_pool_on_a_phone(device, world):
    page = device(world.manager_id, size="phone")
    page.goto("/staff/reviewers")
    look(page, "pool")
    page.get_by_role("link", name="평가위원 넣기").click()
    look(page, "reviewer-new")
    page.get_by_label(re.compile("^전자우편")).fill("new@lab.example")
    page.get_by_label(re.compile("^경력")).fill("가나 / 12")
    page.get_by_role("button", name="명단에 넣기").click()
    expect(page.get_by_text("사업자등록번호가 맞지 않습니다").first).to_be_visible()
    look(page, "reviewer-new-refused")
    page.goto(f"/staff/panels/{world.panel_id}/edit")
    look(page, "panel-edit")
    application = world.applications[0]
    applicant = device(application.representative_id, size="phone")
    applicant.goto(f"/applications/{application.application_id}")
    applicant.get_by_role("link", name="평가위원 기피 신청하기").click()
    look(applicant, "challenge")
