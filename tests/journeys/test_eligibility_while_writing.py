"""What a save changes of the eligibility check is seen and read aloud while one writes; the register of the centre."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import expect

from incubator.accounts.roles import Role
from tests.factories.accounts import a_user
from tests.factories.applications import a_form, a_round, a_world
from tests.factories.organisations import a_brn
from tests.factories.questionnaires import a_published_version
from tests.factories.records import a_restriction, a_support_record
from tests.journeys.walking import Words, look, saved

RULES = [
    {"kind": "declaration", "key": "award", "declaration": "not_awarded_elsewhere"},
    {"kind": "page_limit", "key": "pages", "pages": 15},
]


def test_the_writer_sees_what_his_answer_changes(device):
    form, say = a_form(), Words()
    options = [{"key": "yes", "label": "예"}, {"key": "no", "label": "아니요"}]
    form["sections"][0]["questions"].append(
        {"key": "won_before", "kind": "choice", "label": "다른 공모전에서 상을 받았습니까?", "options": options}
    )
    world = a_world(round_id=a_round(eligibility=RULES, version_id=a_published_version(form).id))
    page = device(world.representative_id, size="phone")
    page.goto(f"/applications/{world.application_id}/sections/about")
    box = page.locator("[data-eligibility]")
    expect(box).to_contain_text(say("아직 답하지 않으셨습니다."))

    page.get_by_label("예", exact=True).last.check()
    saved(page)

    expect(box.locator("[data-eligibility-list]")).to_contain_text(say("그렇지 않다고 답하셨습니다."))
    expect(box.get_by_role("status")).to_contain_text("방금 저장한 내용으로 신청 자격 확인이 바뀌었습니다.")
    look(page, "eligibility-phone")


def test_a_manager_keeps_the_register(device):
    say = Words()
    a_restriction(representative_name="김하늘", representative_born_on=date(1980, 5, 1))
    a_support_record(a_brn(), company_name="(주)시험정밀", amount_won=50_000_000)
    page = device(a_user("박담당", role=Role.MANAGER).id)

    page.goto("/staff/restrictions/new")
    page.get_by_label(say("대표자(이름과 생년월일)")).check()
    page.get_by_label(say.label("대표자 이름")).fill("장바다")
    page.get_by_label(say.label("대표자 생년월일")).fill("1979-03-01")
    page.get_by_label(say.label("참여제한의 사유")).fill("협약 위반")
    page.get_by_label(say.label("시작일")).fill("2026-01-01")
    page.get_by_label(say.label("종료일")).fill("2025-01-01")
    page.get_by_label(say.label("근거 문서")).fill("창업진흥원 제2026-9호")
    page.get_by_role("button", name=say("참여제한 기록하기")).click()
    expect(page.locator("main")).to_contain_text(say("종료일이 시작일보다 앞섭니다."))
    look(page, "restriction-refused")
    page.get_by_label(say.label("종료일")).fill("2027-12-31")
    page.get_by_role("button", name=say("참여제한 기록하기")).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("장바다")
    look(page, "restriction")
    for name in ("restrictions", "supports"):
        page.goto(f"/staff/{name}")
        look(page, name)


def test_a_phone_reads_register_and_industries(device):
    a_restriction(a_brn(), company_name="(주)시험정밀")
    page = device(a_user("박담당", role=Role.MANAGER).id, size="phone")

    for name, url in (("restrictions-phone", "/staff/restrictions"), ("industries-phone", "/industries?q=기계")):
        page.goto(url)
        look(page, name)
