"""A reviewer scores by keyboard on a desktop and on a tablet; the secretary watches the board and locks the panel."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from incubator.reviews.workflow import PanelState
from tests.factories.reviews_sheets import COMMENT, PanelWorld, a_panel_world
from tests.journeys.walking import Words, look

SAY = Words()
WIDE, TABLET = {"width": 1280, "height": 900}, {"width": 820, "height": 1180}


@pytest.fixture
def panel(app, clock) -> PanelWorld:
    return a_panel_world(reviewers=2, real_files=True)


def ready(page: Page, title: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("form[data-score-sheet][data-ready]")).to_be_attached()


def score_by_keyboard(page: Page, points: tuple[str, str, str]) -> None:
    """From the first field on, nothing but keys."""
    page.locator("[data-score]").first.focus()
    for value in points:
        page.keyboard.type(value)
        page.keyboard.press("Enter")
    page.keyboard.type(COMMENT)
    expect(page.locator("[data-score-line]")).to_have_attribute("data-state", "saved")


def test_three_applications_by_keyboard_and_the_panel_is_locked(device, panel, clock):
    reviewer, secretary = device(panel.reviewers[0]), device(panel.manager_id)
    reviewer.set_viewport_size(WIDE)
    secretary.set_viewport_size(WIDE)
    secretary.goto(f"/staff/panels/{panel.panel_id}/board")
    look(secretary, "board-before")

    reviewer.goto(f"/reviews/panels/{panel.panel_id}")
    look(reviewer, "scoring-queue")
    reviewer.get_by_role("link", name=SAY("평가 이어가기")).click()
    for number in (1, 2, 3):
        ready(reviewer, f"과제 {number}호")
        score_by_keyboard(reviewer, ("25", "33", f"2{number}"))
        reviewer.locator("#reason-2").fill("수요처 확약서가 있음")
        reviewer.locator("#reason-2").press("Control+Enter")
    ready(reviewer, "과제 1호")
    look(reviewer, "scoring-sheet")
    for number in (1, 2, 3):
        ready(reviewer, f"과제 {number}호")
        expect(reviewer.locator("[data-score-total]")).to_have_text(f"{78 + number}")
        reviewer.get_by_role("button", name=SAY("평가표 제출하기")).click()
    expect(reviewer.get_by_role("heading", level=1, name=SAY("평가할 신청서"))).to_be_visible()

    on_a_tablet(device, panel)

    secretary.get_by_role("link", name=SAY("새로 고침")).click()
    look(secretary, "board-after")
    secretary.get_by_text(SAY("평가 마감하기"), exact=True).first.click()
    secretary.get_by_role("dialog").get_by_role("button", name=SAY("평가 마감하기")).click()
    expect(secretary.get_by_text(SAY("마감했습니다")).first).to_be_visible()
    look(secretary, "board-locked")
    assert panel.panel().state is PanelState.LOCKED
    reviewer.goto(f"/reviews/sheets/{panel.of()}")
    expect(reviewer.get_by_role("heading", level=1)).not_to_have_text("과제 1호")


def on_a_tablet(device, panel) -> None:
    """The second reviewer, side by side on 820 px."""
    page = device(panel.reviewers[1])
    page.set_viewport_size(TABLET)
    page.goto(f"/reviews/sheets/{panel.of(0, 1)}")
    for number in (1, 2, 3):
        ready(page, f"과제 {number}호")
        sheet, papers = (page.locator(part).bounding_box() for part in (".desk__checks", ".desk__papers"))
        assert sheet["x"] + sheet["width"] <= papers["x"]
        score_by_keyboard(page, ("24", "32", f"2{number}"))
        page.locator("#reason-2").fill("수요처 확약서가 있음")
        if number == 1:
            look(page, "scoring-tablet")
        page.get_by_role("button", name=SAY("평가표 제출하기")).click()
    expect(page.get_by_role("heading", level=1, name=SAY("평가할 신청서"))).to_be_visible()


def test_a_second_window_is_told_and_both_are_kept(device, panel):
    first, second = device(panel.reviewers[0]), device(panel.reviewers[0])
    for page in (first, second):
        page.goto(f"/reviews/sheets/{panel.of()}")
        ready(page, "과제 1호")

    first.locator("#points-1").fill("20")
    expect(first.locator("[data-score-line]")).to_have_attribute("data-state", "saved")
    second.locator("#points-1").fill("10")
    expect(second.locator("[data-score-line]")).to_have_attribute("data-state", "conflict")
    second.get_by_role("button", name=SAY("저장하기"), exact=True).last.click()

    expect(second.locator("#criterion-1")).to_contain_text("20점")
    expect(second.locator("#points-1")).to_have_value("10")


def test_the_board_reads_itself_again(device, panel):
    board = device(panel.manager_id)
    board.goto(f"/staff/panels/{panel.panel_id}/board")
    board.locator("[data-board]").wait_for()
    panel.score()

    expect(board.locator("[data-board]")).to_contain_text(SAY("평가표 제출"))
