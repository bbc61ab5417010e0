"""A manager sets up the third I-Gen call by himself: from nothing to an open reception, in one sitting."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from incubator import commands
from incubator.accounts.roles import Role
from tests.factories.accounts import a_branch, a_user
from tests.factories.applications import a_company
from tests.factories.organisations import a_partner
from tests.journeys.walking import Words, approve, look

SIZES = ["desktop", "phone"]
TITLE = "2026년 제3기 I-Gen 챌린지 공모전"


@pytest.mark.parametrize("size", SIZES)
def test_the_third_call_from_nothing_to_open(device, clock, size):
    branch = a_branch()
    a_partner("두산중공업")
    manager = a_user("박담당", role=Role.MANAGER, branch_id=branch.id).id
    head = a_user("한센터장", role=Role.HEAD).id
    sitting = Sitting(device(manager, size=size), Words(), size)

    sitting.make_the_program()
    sitting.start_from_the_template()
    sitting.divide_it()
    sitting.add_conditions()
    sitting.mend_the_score_form()
    sitting.share_and_break_ties()
    sitting.ask_for_publication()
    approve(device(head, size=size), sitting.say, TITLE)
    clock.advance(days=1)
    commands.tick(clock.now)

    visitor = device(size=size)
    visitor.goto("/calls?state=open")
    visitor.get_by_role("link", name=TITLE).click()
    main = visitor.get_by_role("main")
    for words in ("청년 Idea", "중소기업 Jump-up", "최종 점수의 40%", "시장의 크기", "두산중공업", "수출신고필증"):
        expect(main).to_contain_text(words)
    look(visitor, f"third-call-{size}")
    founder = a_user("김하늘", role=None)
    a_company(founder)
    sitting.apply_in_a_division(device(founder.id, size=size))


class Sitting:
    """What the manager does, page by page."""

    def __init__(self, page, say, size):
        self.page, self.say, self.size = page, say, size

    def press(self, words):
        self.page.get_by_role("main").get_by_role("button", name=self.say(words), exact=True).click()

    def follow(self, words):
        self.page.get_by_role("main").get_by_role("link", name=self.say(words)).first.click()

    def heading(self, words):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(words)

    def fill(self, name, value):
        self.page.locator(f"#{name}").fill(value)

    def make_the_program(self):
        self.page.goto("/staff/programs")
        self.follow("새 사업 만들기")
        self.fill("code", "IGEN")
        self.fill("name", "I-Gen 챌린지 공모전")
        self.page.locator("#kind").select_option("contest")
        self.page.locator("#field").select_option("mechatronics")
        self.page.locator("#r0_partner").select_option(label="두산중공업")
        self.press("사업 만들기")
        expect(self.page.get_by_role("alert")).to_be_visible()  # not without a budget line
        self.fill("budget_line", "창업·벤처 발굴 육성")
        self.press("사업 만들기")
        self.heading("I-Gen 챌린지 공모전")
        expect(self.page.get_by_role("main")).to_contain_text("두산중공업")
        look(self.page, f"program-{self.size}")

    def start_from_the_template(self):
        self.follow("새 공고 쓰기")
        self.press("이 양식으로 시작하기")
        self.fill("title", TITLE)
        self.press("저장하기")
        self.heading(TITLE)

    def divide_it(self):
        self.follow("모집 부문")
        self.fill("r0_label", "청년 Idea")
        self.fill("r0_quota", "4")
        self.fill("r1_label", "중소기업 Jump-up")
        self.press("저장하기")
        expect(self.page.get_by_role("alert")).to_be_visible()
        self.fill("r1_quota", "3")
        look(self.page, f"divisions-{self.size}")
        self.press("저장하기")
        self.heading(TITLE)

    def add_conditions(self):
        self.follow("신청 자격")
        self.heading(self.say("신청 자격"))
        self.page.get_by_label(self.say.label("더할 조건")).select_option("company_age")
        self.press("조건 더하기")
        self.fill("years", "7")
        self.page.locator("#operator").select_option("ge")
        self.press("저장하기")
        expect(self.page.get_by_role("alert")).to_contain_text("함께 채울 수 있는 신청자가 없습니다")
        look(self.page, f"rule-refused-{self.size}")
        self.page.get_by_role("link", name=self.say("그만두기")).click()
        self.page.get_by_label(self.say.label("더할 조건")).select_option("region")
        self.press("조건 더하기")
        self.page.get_by_label("경상남도").check()
        self.press("저장하기")
        expect(self.page.get_by_role("main")).to_contain_text("소재지: 경상남도")
        look(self.page, f"rules-{self.size}")
        self.page.get_by_role("link", name=TITLE).click()

    def mend_the_score_form(self):
        self.follow("평가 단계와 배점")
        self.heading(self.say("평가 단계와 배점"))
        self.page.get_by_role("link", name=self.say("고치기")).nth(1).click()
        self.fill("r0_points", "20")
        self.press("저장하기")
        expect(self.page.get_by_role("alert")).to_contain_text("지금은 90점입니다")
        self.fill("r4_label", "시장의 크기")
        self.fill("r4_points", "10")
        self.page.get_by_role("button", name="항목 5 위로").click()
        expect(self.page.locator("#r3_label")).to_have_value("시장의 크기")
        look(self.page, f"score-form-{self.size}")
        self.press("저장하기")
        self.heading(self.say("평가 단계와 배점"))

    def share_and_break_ties(self):
        self.follow("반영 비율·가점·동점 처리")
        self.fill("weight_s1", "40")
        self.fill("weight_s2", "60")
        self.page.locator("#tie3").select_option("received_first")
        self.fill("r2_label", "수출 실적")
        self.fill("r2_points", "2")
        self.fill("r2_evidence", "수출신고필증")
        self.press("저장하기")
        self.heading(self.say("평가 단계와 배점"))
        look(self.page, f"judging-{self.size}")
        self.page.get_by_role("link", name=TITLE).click()

    def ask_for_publication(self):
        self.follow("게시 결재 올리기")
        self.press("게시 결재 올리기")
        expect(self.page.locator(".page-head .tag")).to_have_text(self.say("결재 중"))

    def apply_in_a_division(self, page):
        page.goto("/calls?state=open")
        page.get_by_role("link", name=TITLE).click()
        page.get_by_role("link", name=self.say("자격 확인하고 신청하기")).first.click()
        page.get_by_role("button", name=self.say("작성 시작하기")).click()
        expect(page.get_by_role("alert")).to_contain_text("신청할 부문을 골라 주세요.")
        page.get_by_label("중소기업 Jump-up").check()
        if page.locator("#acknowledged").count():
            page.locator("#acknowledged").check()
        page.get_by_role("button", name=self.say("작성 시작하기")).click()
        expect(page.get_by_role("main")).to_contain_text("신청서를 만들었습니다")
