"""Taking back, handing in again under the same number, withdrawing, beginning anew."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.factories.applications import a_world
from tests.journeys.walking import Words, answer, declare_and_submit, look, saved


def test_withdrawal_and_resubmission(device, clock, deliver, mails):
    world, say = a_world().complete(), Words()
    page = device(world.representative_id)
    home = f"/applications/{world.application_id}"
    page.goto(f"{home}/submit")
    declare_and_submit(page, say)
    number = page.locator(".receipt__number").inner_text()
    deliver()

    # Taking it back is one press away from a page that shouts, and the state shouts from then on.
    page.get_by_role("link", name=say("제출 취소하기")).click()
    warning = page.get_by_text(say("다시 제출하지 않으면 접수되지 않습니다")).first
    expect(warning).to_be_visible()
    look(page, "unsubmit")
    page.get_by_role("button", name=say("제출 취소하고 고치기")).click()
    expect(page.locator(".draft-banner")).to_contain_text("다시 제출하지 않으면 접수되지 않습니다")
    page.goto(f"{home}/receipt")
    expect(page.get_by_role("main")).to_contain_text(say("지금은 접수되지 않은 상태입니다"))
    deliver()
    assert any("다시 제출하지 않으면" in mail.get_body(("plain",)).get_content() for mail in mails())
    code = page.locator("main a[href^='/verify/']").get_attribute("href")
    stranger = device()
    stranger.goto(code)
    expect(stranger.get_by_role("main")).to_contain_text(number)
    expect(stranger.get_by_role("main")).not_to_contain_text(say("유효한 문서입니다"))
    look(stranger, "verified-voided")

    clock.advance(minutes=10)
    page.goto(f"{home}/sections/about")
    answer(page, "project_title", "담수화 막 자동 세척기")
    saved(page)
    page.goto(f"{home}/submit")
    declare_and_submit(page, say)
    expect(page.locator(".receipt__number")).to_have_text(number)
    expect(page.locator(".receipt")).to_contain_text(say("%(number)s번째 제출", number=2))
    expect(page.locator(".receipt")).to_contain_text("10:10:00")
    page.goto(f"{home}/versions")
    expect(page.get_by_role("main")).to_contain_text("10:00:00")
    expect(page.get_by_role("main")).to_contain_text("10:10:00")
    look(page, "versions")
    page.goto(f"{home}/versions/1")
    expect(page.get_by_role("main")).to_contain_text("담수화 막 세척기")  # kept as it was

    page.goto(home)
    page.get_by_role("link", name=say("신청 철회하기")).click()
    page.get_by_label(say.label("철회하는 까닭")).fill("다른 사업에 집중합니다.")
    look(page, "withdraw")
    page.get_by_role("button", name=say("신청 철회하기")).click()
    expect(page.locator(".page-head .tag")).to_have_text("철회")
    expect(page.get_by_role("link", name=say("확인하고 제출하기"))).to_have_count(0)
    look(page, "withdrawn")

    # The round is still open: the same company may begin anew, under a new number.
    page.goto(f"/rounds/{world.round_id}/apply")
    page.get_by_role("button", name=say("작성 시작하기")).click()
    expect(page).not_to_have_url(re.compile(str(world.application_id)))
    expect(page.locator(".page-head .tag")).to_have_text("작성 중")
    page.goto("/applications")
    expect(page.locator(".call-card")).to_have_count(2)
    look(page, "my-applications")
