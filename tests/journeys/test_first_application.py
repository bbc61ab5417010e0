"""From nothing to a receipt: the whole way of a founder, in Korean at a desk and in English on a phone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from incubator.accounts.actor import by_the_clock
from incubator.accounts.rules import SHIPPED
from incubator.accounts.usecases.publish_consent_text import publish_consent_text
from incubator.db.session import session_now
from incubator.questionnaires.models import AnswerSet
from tests.factories.accounts import a_branch
from tests.factories.applications import a_round
from tests.journeys.walking import (
    Words,
    answer,
    declare_and_submit,
    link_in,
    look,
    question,
    saved,
    sign_in,
    upload,
)
from tests.support.files import good_pdf

SECRET = "진해만의 조용한 새벽 배"
RULES = [
    {"key": "who", "kind": "applicant_kind", "kinds": ["sole_trader", "corporation"]},
    {"key": "age", "kind": "company_age", "operator": "le", "years": 7, "reference": "announced"},
]
WALKS = [("desktop", "ko"), ("phone", "en")]


@pytest.mark.parametrize(("size", "locale"), WALKS, ids=["korean-desktop", "english-phone"])
def test_first_application(device, clock, deliver, mails, size, locale):
    for words in SHIPPED:
        publish_consent_text(words=words, stamp=by_the_clock(clock.now), effective_at=clock.now)
    a_branch("west", "서부센터", "Western branch")
    a_round(code="IGEN", eligibility=RULES, title_en="The 3rd I-Gen Challenge")
    page, say = device(size=size, locale=locale), Words(locale)
    walk = Walk(page, say, f"{locale}-{size}")

    walk.read_the_calls()
    walk.sign_up(deliver, mails)
    walk.make_a_company()
    walk.check_eligibility()
    walk.write()
    walk.attach_the_plan()
    code = walk.submit(clock)
    deliver()
    walk.confirm_publicly(device, size, locale, code)
    receipt = next(mail for mail in reversed(mails()) if list(mail.iter_attachments()))
    assert "2026-IGEN-03-0001" in receipt.get_body(("plain",)).get_content()
    attached = next(receipt.iter_attachments())
    assert attached.get_filename().endswith(".pdf")
    assert attached.get_content().startswith(b"%PDF")


class Walk:
    """The founder's steps, each ending where the next begins."""

    def __init__(self, page, say, name):
        self.page, self.say, self.name = page, say, name

    def press(self, role, words, **more):
        self.page.get_by_role(role, name=self.say(words), **more).first.click()

    def heading(self, words, **params):
        expect(self.page.get_by_role("heading", level=1, name=self.say(words, **params))).to_be_visible()

    def look(self, name):
        look(self.page, f"{name}-{self.name}")

    def read_the_calls(self):
        self.page.goto("/calls")
        self.look("calls")
        self.page.locator(".call-card__title a").click()
        expect(self.page.get_by_role("heading", level=2, name=self.say("신청 자격"))).to_be_visible()
        self.look("call")
        self.press("link", "자격 확인하고 신청하기")
        self.heading("로그인")
        self.page.get_by_role("main").get_by_role("link", name=self.say("가입하기")).click()

    def sign_up(self, deliver, mails):
        page, say = self.page, self.say
        page.get_by_label(say.label("이름")).fill("이바다")
        page.get_by_label(say.label("전자우편 주소")).fill("bada@example.kr")
        page.get_by_label(say.label("비밀번호")).fill(SECRET)
        self.press("button", "가입하고 확인 메일 받기")
        alert = page.get_by_role("alert")
        titles = [words.title if say.locale == "ko" else words.title_en for words in SHIPPED]
        expect(alert).to_contain_text(titles[0])  # nothing is agreed to by itself
        expect(alert).not_to_contain_text(titles[2])  # and what is optional is not asked for
        page.get_by_label(say.label("비밀번호")).fill(SECRET)
        for title in titles[:2]:
            page.get_by_role("checkbox", name=title).check()
        self.look("sign-up")
        self.press("button", "가입하고 확인 메일 받기")
        self.heading("메일을 확인해 주세요")
        deliver()
        link = link_in(mails()[-1], "/sign-up/proof/")
        for _ in range(2):  # a link scanner has opened it before
            page.goto(link)
        page.goto("/sign-in")
        sign_in(page, say, "bada@example.kr", SECRET)
        expect(page.get_by_role("alert")).to_be_visible()  # opening the link has proven nothing
        page.goto(link)
        self.press("button", "내 주소가 맞습니다")
        self.heading("로그인")
        sign_in(page, say, "bada@example.kr", SECRET)
        self.heading("신청 시작하기")  # where the founder wanted to go before all this

    def make_a_company(self):
        page, say = self.page, self.say
        self.look("apply-no-company")
        self.press("link", "기업 또는 예비창업자 등록하기")
        self.press("link", "사업자등록을 했습니다")
        page.get_by_role("radio", name=say("법인사업자"), exact=True).check()
        page.get_by_label(say.label("기업 이름")).fill("㈜ 바다정밀")
        page.get_by_label(say.label("사업자등록번호")).fill("000-81-00126")
        page.get_by_label(say.label("법인설립등기일")).fill("2024-03-02")
        page.get_by_label(say.label("소재지 지역")).select_option("48120")
        page.get_by_label(say.label("사업장 도로명주소")).fill("경상남도 창원시 의창구 창원대로18번길 46")
        page.get_by_label(say("본센터") if say.locale == "ko" else "Main centre").check()
        page.get_by_label(say.label("제가 이 기업의 대표자입니다")).check()
        self.press("button", "기업 등록하기")
        expect(page.get_by_role("alert")).to_contain_text(say("사업자등록번호"))  # the check digit does not fit
        expect(page.get_by_label(say.label("기업 이름"))).to_have_value("㈜ 바다정밀")
        page.get_by_label(say.label("사업자등록번호")).fill("０００－８１－００１２５")
        self.press("button", "기업 등록하기")

    def check_eligibility(self):
        self.heading("신청 시작하기")  # back where the company was missing
        findings = self.page.locator("#findings .checks__item")
        expect(findings).to_have_count(2)
        expect(self.page.locator("#findings .checks__item--ok")).to_have_count(2)
        expect(findings.nth(1)).to_contain_text(re.compile("2019|2024"))  # the boundary, computed for this call
        self.look("apply")
        self.press("button", "작성 시작하기")
        expect(self.page.locator(".draft-banner")).to_contain_text(self.say("아직 제출되지 않았습니다"))
        self.look("task-list")
        self.page.locator(".task__link").first.click()

    def write(self):
        page = self.page
        expect(question(page, "investor").locator("[data-unknown-note]")).to_be_visible()  # not known yet
        answer(page, "project_title", "담수화 막 세척기")
        answer(page, "story", "바닷물을 걸러\n마실 물을 만듭니다. 🌊")
        answer(page, "requested_won", "50,000,000")
        expect(saved(page)).to_contain_text("10:00:00")  # when it was saved, on the server's clock
        kept = stored()
        assert kept["project_title"] == "담수화 막 세척기"
        assert kept["story"] == "바닷물을 걸러\n마실 물을 만듭니다. 🌊"
        assert kept["requested_won"] == 50_000_000

        question(page, "invested").get_by_role("radio").last.check()
        expect(question(page, "investor")).to_be_hidden()
        question(page, "invested").get_by_role("radio").first.check()
        expect(question(page, "investor")).to_be_visible()
        expect(question(page, "investor").locator("[data-unknown-note]")).to_be_hidden()
        answer(page, "investor", "경남벤처")
        self.fill_row(0, "재료비", "30,000,000")
        question(page, "budget").locator("[data-add-row]").click()
        self.fill_row(1, "외주 가공비", "20,000,000")
        saved(page)
        kept = stored()
        assert kept["investor"] == "경남벤처"
        assert [row["won"] for row in kept["budget"]] == [30_000_000, 20_000_000]
        page.reload()
        expect(page.locator("#q-budget-1-item")).to_have_value("외주 가공비")
        self.look("section")
        self.press("button", "저장하고 계속하기")

    def fill_row(self, row, item, won):
        self.page.locator(f"#q-budget-{row}-item").fill(item)
        self.page.locator(f"#q-budget-{row}-won").fill(won)

    def attach_the_plan(self):
        page = self.page
        expect(question(page, "plan_file")).to_be_visible()  # the next section has come
        page.evaluate(
            """() => { window.seen = new Set(); const bar = document.querySelector("[data-upload-progress]");
               new MutationObserver(() => { if (!bar.hidden) seen.add(bar.textContent.trim().length > 0) })
                 .observe(bar, {attributes: true, childList: true, subtree: true}); }"""
        )
        upload(page, "plan_file", "사업계획서 최종.pdf", good_pdf(3))
        assert page.evaluate("seen.has(true)"), "no progress was shown"
        expect(question(page, "plan_file").locator(".files__facts")).to_contain_text("3")
        self.look("upload")
        self.press("button", "저장하고 계속하기")
        self.press("link", "확인하고 제출하기")

    def submit(self, clock):
        page, say = self.page, self.say
        expect(page.locator("#missing ~ .checks .checks__item--ok")).to_have_count(1)
        expect(page.locator("[data-clock-time]")).to_be_visible()
        self.look("submit")
        clock.advance(seconds=75)
        self.press("button", "신청서 제출하기")
        expect(page.get_by_role("alert")).to_contain_text(say("제출되지 않았습니다"))  # nothing was declared
        declare_and_submit(page, say)
        receipt = page.locator(".receipt")
        expect(receipt).to_contain_text("2026-IGEN-03-0001")
        expect(receipt).to_contain_text("10:01:15")
        expect(receipt).to_contain_text("사업계획서 최종.pdf")
        whole = receipt.inner_text()
        assert len(re.findall(r"\b[0-9a-f]{64}\b", whole)) == 2  # of the content and of the file
        self.look("receipt")
        code = page.get_by_role("main").get_by_role("link", name=say("접수증·증명서 확인 화면")).get_attribute("href")
        return code.rsplit("/", 1)[1]

    def confirm_publicly(self, device, size, locale, code):
        """Somebody else, not signed in, types the code."""
        stranger = device(size=size, locale=locale)
        stranger.goto("/verify")
        stranger.get_by_role("main").get_by_role("textbox").fill(code.lower())
        stranger.get_by_role("main").get_by_role("button").click()
        expect(stranger.get_by_role("main")).to_contain_text("2026-IGEN-03-0001")
        expect(stranger.get_by_role("main")).not_to_contain_text("bada@example.kr")
        look(stranger, f"verified-{self.name}")


def stored():
    """The answers as the server has them now."""
    session = session_now()
    session.rollback()
    return dict(session.query(AnswerSet).one().answers)
