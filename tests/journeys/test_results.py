"""From locked score sheets to the applicant's own result: compute, explain, sign, confirm, propose, decide, release."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.factories.reviews_results import MINUTES, ResultsWorld, a_results_round
from tests.journeys.walking import Words, approve, look

SAY = Words()
POINTS = {
    "(주)가람": [820, 880, 910, 850, 790],
    "(주)나래": [700, 710, 720, 730, 740],
    "(주)다솜": [500, 510, 520, 530, 540],
}


@pytest.fixture
def world(app, clock) -> ResultsWorld:
    """One seat, one place on the waiting list; five reviewers have handed everything in."""
    return a_results_round(POINTS, quota=1, waiting_list_length=1)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_from_the_sheet_to_the_result(device, world, deliver, size):
    manager, head = device(world.manager_id, size=size), device(world.head_id, size=size)
    compute(manager, world, size)
    sign(device, world, size)
    head.goto(f"/staff/stages/{world.stage_id()}/computation")
    press(head, "집계표 확정하기")
    expect(head.locator(".page-head .tag").first).to_have_text(SAY("집계 확정"))
    propose(manager, world, size)
    head.goto(f"/staff/rounds/{world.round_id}/decision")
    press(head, "선정안 확정하기")
    expect(head.get_by_role("main")).to_contain_text(SAY("확정했고, 아직 아무도 모릅니다"))
    look(head, f"decision-confirmed-{size}")
    nobody_knows(device, world, size)
    ask_for_release(manager, size)
    approve(head, SAY, "제3기 I-Gen 챌린지")
    deliver()
    read(device, world, size)


def press(page: Page, name: str) -> None:
    """Open the explanation, then act."""
    page.locator("summary").filter(has_text=SAY(name)).click()
    page.get_by_role("dialog").get_by_role("button", name=SAY(name)).click()


def compute(page: Page, world: ResultsWorld, size: str) -> None:
    page.goto(f"/staff/rounds/{world.round_id}/panels")
    page.get_by_role("link", name=SAY("집계와 결과")).click()
    look(page, f"results-{size}")
    page.get_by_role("main").get_by_role("link", name="서류 평가").click()
    page.get_by_role("button", name=SAY("집계하기")).click()
    expect(page.get_by_role("main")).to_contain_text("85.00")
    look(page, f"computation-{size}")
    page.get_by_role("main").get_by_role("link", name="(주)가람").click()
    expect(page.get_by_role("main")).to_contain_text("남은 점수의 합 255 ÷ 3 = 85")
    look(page, f"explain-{size}")


def sign(device, world: ResultsWorld, size: str) -> None:
    sheet, people = world.sheet().id, [one.user_id for one in world.signers()]
    for number, person in enumerate(people):
        page = device(person, size=size)
        page.goto(f"/reviews/computations/{sheet}")
        expect(page.get_by_role("main")).not_to_contain_text("가람")
        if not number:
            look(page, f"sign-{size}")
        page.get_by_role("button", name=SAY("집계표에 서명하기")).click()
        expect(page.get_by_role("main")).to_contain_text(SAY("서명하셨습니다"))


def propose(page: Page, world: ResultsWorld, size: str) -> None:
    """The budget is too small at first; what was typed stays."""
    page.goto(f"/staff/rounds/{world.round_id}/decision")
    page.get_by_label(SAY.label("나누어 줄 수 있는 예산")).fill("10,000,000")
    page.get_by_label(SAY.label("선정된 곳이 이어서 할 일")).fill("5월 4일까지 협약 서류를 냅니다.")
    page.get_by_label(SAY.label("신청자에게 자기 점수를 알립니다")).check()
    page.get_by_role("button", name=SAY("선정안 올리기")).click()
    expect(page.get_by_role("main")).to_contain_text("40,000,000원 많습니다")
    look(page, f"decision-refused-{size}")
    page.get_by_label(SAY.label("나누어 줄 수 있는 예산")).fill("60,000,000")
    page.get_by_role("button", name=SAY("선정안 올리기")).click()
    page.get_by_label(SAY.label("회의록")).fill(MINUTES)
    for number in range(1, 6):
        page.get_by_label(f"위원 {number}", exact=True).fill(f"위원{number}")
    look(page, f"deliberate-{size}")
    page.get_by_role("button", name=SAY("심의 결과 기록하기")).click()
    expect(page.get_by_role("main")).to_contain_text(MINUTES)


def nobody_knows(device, world: ResultsWorld, size: str) -> None:
    page = device(world.members["(주)가람"], size=size)
    page.goto(f"/applications/{world.applications['(주)가람']}")
    expect(page.get_by_role("main")).not_to_contain_text("선정 결과")
    page.goto(f"/calls/{world.round_id}")
    expect(page.get_by_role("main")).not_to_contain_text("선정된 명단")


def ask_for_release(page: Page, size: str) -> None:
    page.reload()
    page.get_by_role("link", name=SAY("발표하면 일어날 일 보기")).click()
    expect(page.get_by_role("main")).to_contain_text("신청 3건의 구성원 9명에게")
    look(page, f"release-{size}")
    page.get_by_label(SAY.label("결재할 사람"), exact=False).first.select_option(label="한결재")
    page.get_by_role("button", name=SAY("발표 결재 올리기")).click()
    expect(page.get_by_role("main")).to_contain_text("진행 중")


def read(device, world: ResultsWorld, size: str) -> None:
    page = device(world.members["(주)가람"], size=size)
    page.goto("/applications")
    look(page, f"applications-with-result-{size}")
    page.get_by_role("main").get_by_role("link").first.click()
    page.get_by_role("link", name=SAY("결과와 이어서 하실 일 보기")).click()
    main = page.get_by_role("main")
    for words in ("선정되셨습니다", "5월 4일까지 협약 서류를 냅니다.", "85.00", "24:00까지"):
        expect(main).to_contain_text(words)
    look(page, f"outcome-{size}")
    page.goto(f"/calls/{world.round_id}")
    page.get_by_role("link", name=SAY("선정된 명단 보기")).click()
    expect(page.get_by_role("main")).to_contain_text("(주)가람")
    expect(page.get_by_role("main")).not_to_contain_text("(주)다솜")
    look(page, f"public-results-{size}")
