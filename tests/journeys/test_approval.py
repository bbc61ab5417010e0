"""Approval in a browser: returned and mended with the difference shown; a correction after the first submission."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from incubator.accounts.roles import Role
from tests.factories.accounts import a_user
from tests.factories.applications import a_world
from tests.factories.programs import a_program
from tests.journeys.walking import Words, approve, look

SIZES = ["desktop", "phone"]
TITLE = "2026년 I-Gen 챌린지"
WHY = "정원이 예산과 맞지 않습니다. 선정 규모를 다시 정해 주세요."


@pytest.mark.parametrize("size", SIZES)
def test_returned_and_mended(device, deliver, size):
    """기안 → 검토 → 반려 → 고침 → 달라진 점 → 승인."""
    manager = a_user("박담당", role=Role.MANAGER).id
    colleague, head = a_user("최동료", role=Role.MANAGER).id, a_user("한센터장", role=Role.HEAD).id
    a_program(code="IGEN", owner_id=manager)
    say, drafts = Words(), device(manager, size=size)
    _draft(drafts, say)
    _ask(drafts, say, reviewer="최동료", size=size)
    deliver()

    reviews = device(colleague, size=size)
    reviews.goto("/inbox")
    expect(reviews.get_by_role("main")).to_contain_text("검토해 주세요")
    reviews.goto("/staff/approvals")
    look(reviews, f"approvals-{size}")
    reviews.get_by_role("main").get_by_role("link", name=TITLE).click()
    reviews.get_by_label(say.label("의견")).fill("일정은 확인했습니다.")
    look(reviews, f"approval-review-{size}")
    reviews.get_by_role("button", name=say("검토 마치고 넘기기")).click()
    expect(reviews.get_by_role("main")).to_contain_text("일정은 확인했습니다.")

    decides = device(head, size=size)
    decides.goto("/staff/approvals")
    decides.get_by_role("main").get_by_role("link", name=TITLE).click()
    decides.get_by_text(say("반려하기"), exact=True).first.click()
    decides.get_by_label(say.label("사유")).fill(WHY)
    look(decides, f"approval-return-{size}")
    decides.get_by_role("button", name=say("반려하기")).last.click()
    expect(decides.get_by_role("main")).to_contain_text(WHY)
    deliver()

    drafts.goto("/home")
    drafts.get_by_role("link", name=say("반려 사유 보기")).first.click()
    expect(drafts.get_by_role("main")).to_contain_text(WHY)
    look(drafts, f"approval-returned-{size}")
    drafts.get_by_role("link", name=say("고쳐서 다시 올리기")).click()
    drafts.get_by_role("link", name=say("공고 고치기")).click()
    drafts.get_by_label(say.label("예산과 규모")).first.fill("총 9천만 원, 9팀")
    drafts.get_by_role("button", name=say("저장하기")).click()
    _ask(drafts, say, reviewer="", size=size)

    decides.goto("/home")
    decides.get_by_role("link", name=say("읽고 결재하기")).first.click()
    expect(decides.get_by_role("main").locator("ins").filter(has_text="9팀")).to_be_visible()
    expect(decides.get_by_role("main")).to_contain_text(say("반려된 안과 달라진 점"))
    look(decides, f"approval-again-{size}")
    decides.get_by_role("button", name=say("승인하기")).click()
    expect(decides.locator(".page-head .tag").first).to_have_text(say("승인"))
    visitor = device(size=size)
    visitor.goto("/calls")
    expect(visitor.get_by_role("link", name=TITLE)).to_be_visible()


def _draft(page, say):
    page.goto("/staff/rounds/new")
    page.get_by_label(say.label("공고 양식")).select_option("igen")
    page.get_by_role("button", name=say("이 양식으로 시작하기")).click()
    page.locator("#title").fill(TITLE)
    page.get_by_role("button", name=say("저장하기")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def _ask(page, say, *, reviewer, size):
    page.get_by_role("link", name=say("게시 결재 올리기")).first.click()
    if reviewer:
        page.get_by_label(say.label("먼저 검토할 사람")).select_option(label=reviewer)
    look(page, f"approval-ask-{size}")
    page.get_by_role("button", name=say("게시 결재 올리기")).click()
    expect(page.locator(".page-head .tag").first).to_have_text(say("결재 중"))


@pytest.mark.parametrize("size", SIZES)
def test_a_correction_after_the_first_submission(device, deliver, size):
    """One has handed in, one is still writing: both hear of it, with what changed, once it is approved."""
    anybody = [{"key": "once", "kind": "one_application_per_round"}]
    world = a_world(name="(주)바다정보", code="IGEN", eligibility=anybody).complete()
    world.submit()
    draft = a_world(name="새벽바이오", round_id=world.round_id)
    deliver()
    head = a_user("한센터장", role=Role.HEAD).id
    say, manager = Words(), device(world.manager_id, size=size)
    manager.goto(f"/staff/rounds/{world.round_id}")
    manager.get_by_role("link", name=say("정정공고 내기")).click()
    look(manager, f"correct-{size}")
    manager.get_by_label(say.label("지원 내용과 기간")).first.fill("최대 3,000만 원")
    manager.get_by_role("button", name=say("정정 결재 올리기")).click()
    expect(manager.get_by_role("alert")).to_be_visible()  # not without a reason
    manager.get_by_label(say.label("사유")).fill("지원 금액을 잘못 적어 바로잡습니다.")
    manager.get_by_role("button", name=say("정정 결재 올리기")).click()
    expect(manager.get_by_role("main")).to_contain_text(say("결재 중입니다"))
    visitor = device(size=size)
    visitor.goto(f"/calls/{world.round_id}")
    expect(visitor.get_by_role("main")).not_to_contain_text("최대 3,000만 원")

    approve(device(head, size=size), say, "I-Gen")
    deliver()
    for person in (world.representative_id, draft.representative_id):
        told = device(person, size=size)
        told.goto("/inbox")
        expect(told.get_by_role("main")).to_contain_text("정정")
    visitor.goto(f"/calls/{world.round_id}")
    expect(visitor.locator("#revisions")).to_contain_text("지원 금액을 잘못 적어 바로잡습니다.")
    expect(visitor.locator("#revisions ins").first).to_contain_text("3,000만")
    look(visitor, f"call-corrected-{size}")
    manager.goto(f"/staff/rounds/{world.round_id}")
    expect(manager.get_by_role("main")).to_contain_text(say("결재 기록"))
    look(manager, f"round-corrected-{size}")
