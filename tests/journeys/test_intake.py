"""Thirty applications through the intake desk: some by keyboard, supplements asked and answered, 부적격 by two, release."""

from __future__ import annotations

from collections import Counter
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.usecases.attach_file import attach_file
from incubator.applications.workflow import ApplicationState
from incubator.db.session import session_now
from tests.factories.accounts import a_user
from tests.factories.applications import World, a_round, a_world
from tests.factories.intake import shut
from tests.journeys.walking import Keyboard, Words, look
from tests.support.files import good_pdf

COUNT = 30
BY_KEYBOARD = 3
SUPPLEMENTS = range(4, 8)
INELIGIBLE = range(8, 12)
SAY = Words()


@pytest.fixture
def worlds(clock) -> list[World]:
    """Thirty companies have handed in, and the deadline has passed."""
    round_id = a_round(code="IGEN", eligibility=[{"kind": "applicant_kind", "key": "kind", "kinds": ["corporation"]}])
    found = []
    for number in range(1, COUNT + 1):
        world = a_world(round_id=round_id, name=f"(주)바다정보{number:02}")
        world.write()
        attach_file(
            actor=world.actor(),
            application_id=world.application_id,
            question_key="plan_file",
            stream=BytesIO(good_pdf(3)),
            filename="사업계획서.pdf",
            now=clock.now,
        )
        world.submit()
        clock.advance(minutes=1)
        found.append(world)
    shut(round_id)
    return found


def receipt(number: int) -> str:
    return f"2026-IGEN-03-{number:04}"


def at(page: Page, number: int) -> None:
    """The page of that application is there, with its scripts."""
    expect(page.locator(".page-head__caption")).to_have_text(receipt(number))
    expect(page.locator("form[data-checks][data-ready]")).to_be_attached()


def pass_all(page: Page, *, but: str = "") -> None:
    """Every row at once, as somebody would who has looked at all of them."""
    page.evaluate(
        """but => document.querySelectorAll("[data-check-row]").forEach(row => {
             if (!but || !row.querySelector("legend").innerText.includes(but)) row.querySelector("[value=pass]").click();
           })""",
        but,
    )


def test_thirty_applications(device, worlds, deliver, mails, clock, session):
    manager, colleague = device(worlds[0].manager_id), device(a_user("윤동료", role=Role.MANAGER).id)
    round_id = worlds[0].round_id

    manager.goto(f"/staff/rounds/{round_id}")
    manager.get_by_role("link", name=SAY("자격 검토와 보완 요청")).click()
    expect(manager.get_by_role("heading", level=1, name=SAY("자격 검토"))).to_be_visible()
    look(manager, "intake-queue")
    manager.get_by_role("link", name=SAY("차례대로 검토하기")).click()

    for number in range(1, COUNT + 1):
        at(manager, number)
        if number <= BY_KEYBOARD:
            by_keyboard(manager)
        elif number in SUPPLEMENTS:
            ask(manager, number)
        elif number in INELIGIBLE:
            propose(manager, number)
        else:
            pass_all(manager)
            manager.get_by_role("button", name=SAY("저장하고 적격으로 판정하기")).click()
    expect(manager.get_by_role("heading", level=1, name=SAY("자격 검토"))).to_be_visible()

    confirm_all(colleague)
    deliver()
    clock.advance(minutes=12)
    deliver()
    answer_all(device, worlds, mails)
    judge_answered(manager)
    release(manager, round_id)

    session.rollback()
    assert counted() == {
        ApplicationState.ELIGIBLE: COUNT - len(INELIGIBLE),
        ApplicationState.INELIGIBLE: len(INELIGIBLE),
    }
    outcomes(device, worlds)


def by_keyboard(page: Page) -> None:
    """A figure for each row, then Enter: the focus goes along."""
    keys = Keyboard(page)
    rows = page.locator("[data-check-row]")
    keys.to(rows.first.get_by_role("radio").first)
    for number in range(rows.count()):
        expect(rows.nth(number).get_by_role("radio").first).to_be_focused()
        keys.assert_seen()
        page.keyboard.press("1")
        expect(rows.nth(number).get_by_role("radio").first).to_be_checked()
    decide = page.get_by_role("button", name=SAY("저장하고 적격으로 판정하기"))
    expect(decide).to_be_focused()
    page.keyboard.press("Enter")


def ask(page: Page, number: int) -> None:
    """One paper lacks a signature; the application stays as it is."""
    if number == SUPPLEMENTS[0]:
        look(page, "intake")
    page.get_by_role("link", name=SAY("보완 요청하기")).click()
    expect(page.get_by_role("heading", level=1, name=SAY("보완 요청하기"))).to_be_visible()
    if number == SUPPLEMENTS[0]:
        look(page, "intake-supplement")
    line = page.locator(".ask-line").filter(has_text="사업계획서 파일")
    line.get_by_role("checkbox").check()
    line.get_by_label(SAY("흠의 종류")).select_option("unsigned")
    line.get_by_label(SAY("무엇을 어떻게 보완할지")).fill("마지막 쪽에 대표자 서명을 해 주세요.")
    page.get_by_role("button", name=SAY("신청자에게 보완 요청하기")).click()
    expect(page.locator("#supplements")).to_contain_text("마지막 쪽에 대표자 서명을 해 주세요.")
    page.get_by_role("link", name=SAY("다음 신청서")).click()


def propose(page: Page, number: int) -> None:
    """A row fails with ground and evidence; the reason goes up to a second person."""
    failing = "국세·지방세 체납"
    pass_all(page, but=failing)
    row = page.get_by_role("group", name=failing)
    row.get_by_role("radio", name=SAY("부적합"), exact=True).check()
    row.get_by_label(SAY("근거"), exact=True).select_option("arrears")
    row.get_by_label(SAY("확인한 내용")).fill("지방세 납세증명서 1쪽에 체납 1건")
    page.get_by_text(SAY("부적격 의견 올리기"), exact=True).click()
    page.get_by_label(SAY("까닭"), exact=True).fill(f"지방세를 체납하고 있습니다({number}).")
    page.get_by_role("button", name=SAY("저장하고 부적격 의견 올리기")).click()


def confirm_all(page: Page) -> None:
    """The second person finds them at home, oldest first."""
    for left in range(len(INELIGIBLE), 0, -1):
        page.goto("/home")
        tasks = page.get_by_role("link", name=SAY("서류와 의견 보기"))
        expect(tasks).to_have_count(left)
        tasks.first.click()
        expect(page.get_by_text(SAY("부적격 의견이 올라와 있습니다"))).to_be_visible()
        if left == len(INELIGIBLE):
            look(page, "intake-second")
        page.locator("summary").filter(has_text=SAY("부적격 확정하기")).click()
        page.locator("dialog[open], details[open]").get_by_role("button", name=SAY("부적격 확정하기")).click()
        expect(page.get_by_text(SAY("아직 신청자에게 알리지 않았습니다."))).to_be_visible()


def answer_all(device, worlds: list[World], mails) -> None:
    """Each is told by mail and at home, and answers on a page of its own; one of them on a phone, in English."""
    asked = [mail for mail in mails() if mail["Subject"].startswith("[보완 요청]")]
    assert len(asked) == len(SUPPLEMENTS) * 3
    for number in SUPPLEMENTS:
        is_first = number == SUPPLEMENTS[0]
        say = Words("en") if is_first else SAY
        size = {"size": "phone", "locale": "en"} if is_first else {}
        page = device(worlds[number - 1].representative_id, **size)
        page.goto("/home")
        page.get_by_role("link", name=say("보완 제출하기")).click()
        expect(page.get_by_role("heading", level=1, name=say("요청받은 보완"))).to_be_visible()
        if is_first:
            look(page, "supplement")
            page.locator("input[type=file]").set_input_files(
                {"name": "서명본.pdf", "mimeType": "application/pdf", "buffer": good_pdf()}
            )
            expect(page.get_by_role("link", name="서명본.pdf")).to_be_visible()
        page.get_by_role("textbox", name=say("답변")).fill("서명하여 다시 냅니다.")
        page.get_by_role("button", name=say("보완 제출하기")).click()
        expect(page.get_by_text("SHA-256")).to_be_visible()
        page.context.close()


def judge_answered(page: Page) -> None:
    """Back on the desk with their answers beside the row."""
    page.reload()
    for number in SUPPLEMENTS:
        page.get_by_role("link", name=receipt(number)).click()
        at(page, number)
        expect(page.locator("[data-check-row]").filter(has_text="서명하여 다시 냅니다.")).to_have_count(1)
        pass_all(page)
        page.get_by_role("button", name=SAY("저장하고 적격으로 판정하기")).click()
        expect(
            page.get_by_text(SAY("적격으로 판정했습니다. 결과를 알리기 전까지 신청자에게 보이지 않습니다."))
        ).to_be_visible()
        if number != SUPPLEMENTS[-1]:
            page.get_by_role("link", name=SAY("자격 검토"), exact=True).first.click()


def release(page: Page, round_id) -> None:
    page.goto(f"/staff/rounds/{round_id}/intake")
    page.get_by_role("link", name=SAY("결과 알리기")).click()
    expect(page.get_by_role("table")).to_have_count(2)
    look(page, "intake-release")
    page.get_by_role("button", name=SAY("%(count)s곳에 결과 알리기", count=COUNT)).click()
    expect(page.get_by_text(SAY("신청자 %(count)s곳에 자격 검토 결과를 알렸습니다.", count=COUNT))).to_be_visible()


def counted() -> Counter[ApplicationState]:
    return Counter(session_now().scalars(select(Application.state)))


def outcomes(device, worlds: list[World]) -> None:
    """One of each reads the own outcome, the ineligible one with the reason."""
    for number, words in (
        (1, SAY("신청 자격과 서류를 갖추었습니다")),
        (INELIGIBLE[0], "지방세를 체납하고 있습니다(8)."),
    ):
        page = device(worlds[number - 1].representative_id)
        page.goto(f"/applications/{worlds[number - 1].application_id}")
        expect(page.get_by_text(words)).to_be_visible()
        look(page, f"outcome-{number}")
