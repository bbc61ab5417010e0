"""The last minute before a deadline, on a clock that stands still: to the microsecond, and the same for everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from incubator import commands
from incubator.programs.rules.reception import SETTLING
from tests.factories.applications import WRITTEN, a_world
from tests.journeys.walking import Words, answer, declare_and_submit, look

INSTANT = timedelta(microseconds=1)
NEXT_TO_IT = {"the instant before": -INSTANT, "the instant itself": 0 * INSTANT, "the instant after": INSTANT}
STORY = WRITTEN["story"][0]


@pytest.mark.parametrize("distance", NEXT_TO_IT.values(), ids=NEXT_TO_IT)
def test_deadline_minute(device, clock, deliver, mails, distance):
    closes_at = clock.now + timedelta(hours=8)
    world, say = a_world(closes_at=closes_at).complete(), Words()
    clock.set(closes_at - timedelta(seconds=40))
    page = device(world.representative_id)
    page.goto(f"/applications/{world.application_id}/submit")
    expect(page.locator("[data-countdown]").first).to_contain_text("초 남음")
    clock.set(closes_at + distance)
    declare_and_submit(page, say)

    if distance > timedelta(0):
        alert = page.get_by_role("alert")
        expect(alert).to_contain_text(say("제출되지 않았습니다"))
        expect(alert).to_contain_text("2026. 3. 2.(월) 18:00:00")
        expect(page.get_by_role("main")).to_contain_text(STORY)  # everything can still be read, here …
        look(page, "too-late")
        page.get_by_role("link", name=say("쓴 내용 읽기·인쇄")).click()
        expect(page.get_by_role("main")).to_contain_text(STORY)  # … and on a page to print
    else:
        expect(page.locator(".receipt__number")).to_have_text(world.application().receipt_no)
        expect(page.locator(".receipt")).to_contain_text("17:59:59" if distance else "18:00:00")

    settle(clock, deliver, closes_at)
    page.goto(f"/applications/{world.application_id}")
    expect(page.locator(".page-head .tag")).to_have_text("미제출" if distance > timedelta(0) else "심사 중")
    told = [mail for mail in mails() if "미제출" in f"{mail['Subject']} {text_of(mail)}"]
    assert bool(told) is (distance > timedelta(0))


def test_writing_beyond_the_deadline_is_refused_and_stays_readable(device, clock, deliver):
    closes_at = clock.now + timedelta(hours=1)
    world, say = a_world(closes_at=closes_at), Words()
    page = device(world.editor_id, size="phone")
    page.goto(f"/applications/{world.application_id}/sections/about")
    answer(page, "project_title", "마감 전에 쓴 제목")
    expect(page.locator("[data-save-state]")).to_contain_text("10:00:00")
    clock.set(closes_at + INSTANT)
    answer(page, "story", "마감 뒤에 쓴 글")
    page.locator("#q-story").blur()
    expect(page.locator("[data-save-line]")).to_have_attribute("data-state", "closed")
    expect(page.locator("[data-save-line]")).to_contain_text(say("더 저장할 수 없습니다"))
    expect(page.locator("#q-story")).to_have_value("마감 뒤에 쓴 글")
    look(page, "closed-while-writing")
    page.get_by_role("button", name=say("저장하고 계속하기")).click()
    expect(page.get_by_role("main")).to_contain_text("11:00:00에 마감되어 받을 수 없습니다")
    expect(page.locator("#q-story")).to_have_value("마감 뒤에 쓴 글")
    look(page, "closed-and-sent")
    assert world.application().answer_set.answers == {"project_title": "마감 전에 쓴 제목"}

    settle(clock, deliver, closes_at)
    page.goto(f"/applications/{world.application_id}/sections/about")
    expect(page.locator("#q-project_title")).to_have_value("마감 전에 쓴 제목")
    expect(page.locator("#q-project_title")).not_to_be_editable()
    expect(page.get_by_role("button", name=say("저장하고 계속하기"))).to_have_count(0)


def test_staff_change_nothing_after_the_deadline(device, clock, deliver, client_as):
    closes_at = clock.now + timedelta(hours=1)
    world = a_world(closes_at=closes_at).complete()
    world.submit()
    settle(clock, deliver, closes_at)
    before = dict(world.application().answer_set.answers)

    officer = device(world.manager_id)
    officer.goto(f"/staff/applications/{world.application_id}")
    expect(officer.get_by_role("main")).to_contain_text(STORY)
    kinds = officer.locator("main form").evaluate_all("forms => forms.map(form => form.action.split('/').pop())")
    # He may write to the applicant, sort his own work and lift a mask; nothing of it touches what was handed in.
    assert sorted(set(kinds)) == ["assign", "messages", "reveal", "tags"]
    refused = client_as(world.manager_id).post(
        f"/applications/{world.application_id}/autosave",
        data={"section": "about", "a.story": "담당자가 고친 글", "v.story": "1"},
        headers={"Accept": "application/json"},
    )
    assert refused.status_code in (403, 404, 409)
    assert world.application().answer_set.answers == before


def settle(clock, deliver, closes_at):
    """What the worker does once the moment has passed and the last requests have had their answer."""
    clock.set(closes_at + SETTLING + INSTANT)
    commands.tick(clock.now)
    deliver()


def text_of(mail):
    return mail.get_body(("plain",)).get_content()
