"""After a release: an objection and its answer; a forfeit, the next on the list, his participation."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from incubator.applications.workflow import OutcomeState
from incubator.programs.workflow import ParticipationState
from tests.factories.reviews_following import ANSWER, FACTS, OTHERS, a_released_round, outcome, participations
from tests.factories.reviews_results import ResultsWorld
from tests.journeys.walking import Words, look

SAY = Words()
PHONE, DESK = {"width": 375, "height": 812}, {"width": 1280, "height": 900}


def look_twice(page: Page, name: str) -> None:
    """As on a phone, then as at a desk."""
    page.set_viewport_size(PHONE)
    look(page, f"{name}-phone")
    page.set_viewport_size(DESK)
    look(page, name)


@pytest.fixture
def world(clock) -> ResultsWorld:
    del clock
    return a_released_round()


def test_from_the_result_to_the_answer(device, world, deliver):
    deliver()
    company = device(world.members["마"])
    company.goto(f"/applications/{world.applications['마']}/outcome")
    look_twice(company, "outcome-not-selected")
    company.get_by_role("link", name=SAY("이의신청하기")).click()
    company.get_by_label(SAY("사실과 이유")).fill("짧은 글")
    company.get_by_role("button", name=SAY("이의신청하기")).click()
    expect(company.get_by_label(SAY("사실과 이유"))).to_have_value("짧은 글")
    look_twice(company, "objection-refused")
    company.get_by_label(SAY("사실과 이유")).fill(FACTS)
    company.get_by_role("button", name=SAY("이의신청하기")).click()
    expect(company.get_by_text(SAY("이의신청을 받았습니다"), exact=True)).to_be_visible()
    look_twice(company, "objection-filed")
    deliver()

    head = device(world.head_id)
    head.goto("/home")
    head.get_by_role("link", name=SAY("읽고 심의하기")).click()
    head.get_by_label(SAY("인용")).check()
    head.get_by_label(SAY("심의한 위원")).fill(f"위원1\n{OTHERS}")
    head.get_by_label(SAY("결정한 까닭")).fill(ANSWER)
    head.get_by_role("button", name=SAY("심의 결과 기록하고 알리기")).click()
    expect(head.get_by_text("원래 결정에 참여한 사람은").first).to_be_visible()
    look_twice(head, "objection-answering")
    head.get_by_label(SAY("심의한 위원")).fill(OTHERS)
    head.get_by_role("button", name=SAY("심의 결과 기록하고 알리기")).click()
    expect(head.get_by_text(SAY("이의신청에 답했습니다. 신청자에게 알렸습니다."))).to_be_visible()

    company.reload()
    expect(company.get_by_text(ANSWER)).to_be_visible()
    look_twice(company, "objection-answered")


def test_from_a_forfeit_to_the_next_participation(device, world, deliver):
    deliver()
    first = device(world.members["가"])
    first.goto(f"/applications/{world.applications['가']}/outcome")
    first.get_by_role("link", name=SAY("선정 포기하기")).click()
    first.get_by_label(SAY("포기하는 까닭")).fill("다른 사업에 참여하기로 했습니다.")
    look_twice(first, "place-forfeit")
    first.get_by_role("button", name=SAY("선정 포기하기")).click()
    expect(first.get_by_text(SAY("선정을 포기하셨습니다. 센터에 알렸습니다."))).to_be_visible()

    manager = device(world.manager_id)
    manager.goto(f"/staff/rounds/{world.round_id}/panels")
    manager.get_by_role("link", name=SAY("예비와 선정 변경")).click()
    look_twice(manager, "waiting-list")
    manager.get_by_role("link", name=SAY("선정 자리 권하기")).click()
    look_twice(manager, "offer")
    manager.get_by_role("button", name=SAY("선정 변경안 올리기")).click()
    expect(manager.get_by_text(SAY("결재자를 기다립니다"), exact=True)).to_be_visible()

    head = device(world.head_id)
    head.goto("/home")
    head.get_by_role("link", name=SAY("읽고 정하기")).click()
    look_twice(head, "change")
    head.get_by_role("button", name=SAY("선정 변경안 승인하기")).click()
    expect(head.get_by_text(SAY("승인했습니다"), exact=True)).to_be_visible()
    deliver()

    second = device(world.members["다"])
    second.goto("/home")
    second.get_by_role("link", name=SAY("내용 보고 답하기")).first.click()
    look_twice(second, "place-offered")
    second.get_by_role("button", name=SAY("선정 받아들이기")).click()
    expect(second.get_by_text(SAY("선정을 받아들였습니다. 협약 절차를 따로 안내해 드립니다."))).to_be_visible()

    assert outcome(world, "다").state is OutcomeState.SELECTED
    assert [row.state for row in participations(world, "다")] == [ParticipationState.ADMITTED]
