"""Administration in a browser: a role given, worked with and taken away; a number of the future; consents; days; the trail."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from incubator.accounts.roles import Role
from incubator.core.dates import day_in_kst
from tests.factories.accounts import a_consent_text, a_user
from tests.factories.programs import a_program
from tests.journeys.walking import Words, look

SIZES = ["desktop", "phone"]
SAY = Words()


def main(page: Page):
    return page.get_by_role("main")


def admin_page(device, size: str) -> Page:
    page = device(a_user("이관리", role=Role.ADMIN).id, size=size)
    page.goto("/staff/administration")
    look(page, f"administration-{size}")
    return page


@pytest.mark.parametrize("size", SIZES)
def test_a_role_is_given_worked_with_and_taken_away_meanwhile(device, clock, size):
    a_program("I-Gen 챌린지", code="IGEN")
    person = a_user("박새일")
    person_id, email = person.id, person.email
    admin, worker = admin_page(device, size), device(person_id, size=size)
    assert worker.goto("/staff/forms/new").status in (403, 404)

    main(admin).get_by_role("link", name=SAY("사용자")).first.click()
    admin.goto(f"/staff/users?q={email}")
    look(admin, f"people-{size}")
    admin.get_by_role("table").get_by_role("link").first.click()
    main(admin).get_by_role("link", name=SAY("역할 주기")).click()
    give(admin, ends_on=day_in_kst(clock.now) - timedelta(days=1))
    expect(admin.get_by_role("alert")).to_be_visible()
    expect(admin.get_by_label(SAY.label("까닭"))).to_have_value("I-Gen 접수를 맡습니다.")
    look(admin, f"grant-mistake-{size}")
    give(admin, ends_on=day_in_kst(clock.now) + timedelta(days=30))
    expect(main(admin)).to_contain_text("I-Gen 접수를 맡습니다.")
    look(admin, f"grant-{size}")

    worker.goto("/staff/forms/new")
    worker.get_by_label(SAY.label("양식 이름")).first.fill("제4기 신청서")
    admin.get_by_role("link", name=SAY("역할 거두기")).click()
    admin.get_by_label(SAY.label("까닭")).fill("다른 부서로 옮겼습니다.")
    look(admin, f"revoke-{size}")
    admin.get_by_role("button", name=SAY("역할 거두기")).click()
    worker.get_by_role("button", name=re.compile("만들기")).click()
    expect(main(worker)).to_contain_text(SAY("양식은 사업 담당자와 관리자만 만들고 바꿀 수 있습니다.").rstrip("."))
    expect(main(worker)).to_contain_text("제4기 신청서")
    look(worker, f"revoked-{size}")

    admin.goto("/staff/grants")
    expect(main(admin)).to_contain_text("I-Gen 접수를 맡습니다.")
    look(admin, f"grants-{size}")


def give(page: Page, *, ends_on) -> None:
    page.get_by_label(SAY.label("역할")).select_option(Role.MANAGER.value)
    page.get_by_label(SAY.label("맡는 곳")).select_option(label="I-Gen 챌린지")
    page.get_by_label(SAY.label("끝나는 날")).fill(ends_on.isoformat())
    page.get_by_label(SAY.label("까닭")).fill("I-Gen 접수를 맡습니다.")
    page.get_by_role("button", name=SAY("역할 주기")).click()


@pytest.mark.parametrize("size", SIZES)
def test_a_number_of_the_future_a_day_a_consent_and_the_trail(device, clock, size):
    a_consent_text("news")
    page = admin_page(device, size)
    soon = day_in_kst(clock.now) + timedelta(days=14)

    page.goto("/staff/parameters/applications.page_limit")
    page.get_by_label(SAY.label("새 기준값")).fill("20")
    page.get_by_label(SAY.label("적용하는 날")).fill(soon.isoformat())
    page.get_by_label(SAY.label("바꾸는 근거")).fill("운영지침 제12조")
    page.get_by_role("button", name=SAY("기준값 바꾸기")).click()
    page.goto("/staff/parameters/applications.page_limit")
    expect(page.get_by_role("table")).to_contain_text("운영지침 제12조")
    expect(main(page).locator("dl")).to_contain_text("15")
    look(page, f"parameter-{size}")

    page.goto("/staff/holidays")
    page.get_by_label(SAY.label("날짜")).fill(f"{soon.year}-07-15")
    page.get_by_label(SAY.label("이름"), exact=False).first.fill("창립기념일")
    page.get_by_label(SAY.label("근거")).fill("결재 2026-15")
    page.get_by_role("button", name=SAY("휴일 정하기")).click()
    expect(page.get_by_role("table")).to_contain_text("창립기념일")
    look(page, f"holidays-{size}")

    page.goto("/staff/consents/news")
    page.get_by_label(SAY.label("본문")).fill("소식을 보내는 데 전자우편 주소를 씁니다.")
    page.get_by_label(SAY.label("적용하는 날")).fill(soon.isoformat())
    page.get_by_role("button", name=SAY("새 판 내기")).click()
    page.goto("/staff/consents/news")
    expect(page.get_by_role("complementary").last).to_contain_text(SAY("%(number)s판", number=2))
    look(page, f"consent-{size}")

    trail = device(a_user("조감사", role=Role.AUDITOR).id, size=size)
    trail.goto("/staff/trail")
    if size == "phone":
        trail.locator("summary").filter(has_text=SAY("찾기·거르기")).click()
    trail.get_by_label(SAY.label("한 사람 (이름 또는 전자우편 주소)")).fill("이관리")
    trail.get_by_label(SAY.label("무엇에 대한 일")).select_option("parameter")
    trail.get_by_role("button", name=SAY("찾기")).first.click()
    expect(trail.get_by_role("table").locator("tbody tr")).to_have_count(1)
    expect(trail.get_by_role("table")).to_contain_text("이관리")
    look(trail, f"trail-{size}")
