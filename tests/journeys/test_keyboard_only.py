"""The way of applying without a mouse: Tab, Enter, Space and the arrows, the focus always in sight."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.factories.accounts import a_user
from tests.factories.applications import a_company, a_round
from tests.journeys.walking import Keyboard, Words, question, saved
from tests.support.files import good_pdf


def test_keyboard_only(device):
    person = a_user("김하늘")
    user_id = person.id
    a_company(person, name="(주)바다정보")
    round_id = a_round(code="IGEN")
    page, say = device(user_id), Words()
    keys = Keyboard(page)

    page.goto(f"/calls/{round_id}")
    page.keyboard.press("Tab")
    keys.press(page.get_by_role("link", name=say("본문으로 바로 가기")))  # the first stop, and it leads past the menu
    keys.press(page.get_by_role("main").get_by_role("link", name=say("자격 확인하고 신청하기")).first)
    expect(page.get_by_role("heading", level=1, name=say("신청 시작하기"))).to_be_visible()
    keys.press(page.get_by_role("button", name=say("작성 시작하기")))

    keys.press(page.locator(".task__link").first)
    write(page, keys)
    keys.press(page.get_by_role("button", name=say("저장하고 계속하기")))

    expect(page.locator("#q-plan_file")).to_be_attached()
    keys.to(page.locator("#q-plan_file"))
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Enter")
    choosing.value.set_files({"name": "계획서.pdf", "mimeType": "application/pdf", "buffer": good_pdf(2)})
    expect(question(page, "plan_file").get_by_role("link", name="계획서.pdf")).to_be_visible()
    keys.press(page.get_by_role("button", name=say("저장하고 계속하기")))

    keys.press(page.get_by_role("link", name=say("확인하고 제출하기")))
    expect(page.get_by_role("heading", level=1, name=say("확인하고 제출하기"))).to_be_visible()
    keys.press(page.get_by_role("button", name=say("신청서 제출하기")))
    expect(page.get_by_role("alert")).to_be_focused()  # what is missing is read first
    for name in ("사실 확인", "청렴 서약"):
        keys.press(page.get_by_role("checkbox", name=say.label(name)), "Space")
    keys.press(page.get_by_role("button", name=say("신청서 제출하기")))
    expect(page.locator(".receipt__number")).to_have_text("2026-IGEN-03-0001")


def write(page, keys):
    """All kinds of fields: lines, a choice by arrows, a table whose rows come and go."""
    keys.type(page.locator("#q-project_title"), "담수화 막 세척기")
    keys.type(page.locator("#q-story"), "바닷물을 걸러 마실 물을 만듭니다.")
    keys.type(page.locator("#q-requested_won"), "50000000")
    choices = question(page, "invested").get_by_role("radio")
    keys.to(choices.first)
    page.keyboard.press("ArrowDown")
    expect(choices.nth(1)).to_be_checked()
    page.keyboard.press("ArrowUp")
    expect(choices.nth(0)).to_be_checked()
    expect(question(page, "investor").locator("[data-unknown-note]")).to_be_hidden()
    keys.type(page.locator("#q-investor"), "경남벤처")
    keys.type(page.locator("#q-budget-0-item"), "재료비")
    keys.type(page.locator("#q-budget-0-won"), "30000000")
    adder = question(page, "budget").locator("[data-add-row]")
    keys.press(adder)
    expect(page.locator("#q-budget-1-item")).to_be_focused()
    page.keyboard.insert_text("잘못 더한 행")
    keys.press(page.locator("[data-remove-row]").nth(1))
    expect(page.locator("#q-budget-1-item")).to_have_count(0)
    expect(page.locator("[data-remove-row]").first).to_be_focused()  # not lost with the row
    saved(page)
