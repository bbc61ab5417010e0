"""A manager builds a form: sections, every kind of question, a condition, order by keyboard and by dragging, publication."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from incubator.accounts.roles import Role
from incubator.db.session import session_now
from incubator.questionnaires.queries import get_version
from incubator.questionnaires.usecases.draft_version import draft_version
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import a_world
from tests.journeys.walking import Keyboard, Words, look

SIZES = ["desktop", "phone"]
KINDS = {
    "short_text": "과제명",
    "long_text": "개발 동기",
    "number": "상시 근로자 수",
    "won": "신청 금액",
    "date": "설립일",
    "choice": "투자를 받았습니까?",
    "multi_choice": "관심 분야",
    "table": "팀원",
    "file": "사업계획서",
}


class Maker:
    """What the manager does, page by page."""

    def __init__(self, page: Page, size: str) -> None:
        self.page, self.say, self.size = page, Words(), size

    def begin(self) -> None:
        page, say = self.page, self.say
        page.goto("/home")
        if self.size == "phone":
            page.locator("[data-menu-button]").click()
        page.get_by_role("link", name=say("신청서 양식")).click()
        look(page, f"forms-empty-{self.size}")
        page.get_by_role("link", name=say("새 양식 만들기")).first.click()
        page.get_by_label(say.label("양식 이름")).first.fill("제3기 I-Gen 신청서")
        page.get_by_label(say.label("무엇에서 시작합니까?")).select_option("empty")
        look(page, f"form-new-{self.size}")
        page.get_by_role("button", name=say("초안 만들기")).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("제3기 I-Gen 신청서")
        look(page, f"builder-empty-{self.size}")

    def section(self, title: str) -> None:
        page, say = self.page, self.say
        page.get_by_role("link", name=say("항목 더하기")).click()
        page.get_by_label(say.label("항목 이름")).first.fill(title)
        page.get_by_role("button", name=say("항목 더하기")).click()
        expect(page.get_by_role("heading", name=title)).to_be_visible()

    def question(self, section: str, kind: str) -> None:
        page, say, label = self.page, self.say, KINDS[kind]
        page.get_by_role("link", name=say("질문 더하기") + " – " + section).click()
        if kind == "short_text":
            look(page, f"kinds-{self.size}")
        page.locator(f'a[href*="kind={kind}"]').click()
        page.locator("#label").fill(label)
        page.locator("#help").fill("짧게 적어 주세요.")
        self.details(kind)
        expect(self.frame().get_by_text(label).first).to_be_visible()
        look(page, f"question-{kind}-{self.size}")
        page.get_by_role("button", name=say("질문 더하기"), exact=True).click()
        expect(self.row(label)).to_be_visible()

    def details(self, kind: str) -> None:
        page = self.page
        if kind in ("choice", "multi_choice"):
            options = ("예", "아니요") if kind == "choice" else ("메카트로닉스", "항노화")
            for number, words in enumerate(options):
                page.locator(f"#q-options-{number}-label").fill(words)
        if kind == "table":
            page.locator("#q-columns-0-label").fill("이름")
            page.locator("#q-columns-1-label").fill("상태")
            page.locator("#q-columns-1-kind").select_option("choice")
            page.locator("#q-columns-1-options").fill("근무 중=Working; 채용 예정")
        if kind == "file":
            page.locator('input[name="kinds"][value="pdf"]').check()
            page.locator("#wallet").select_option("business_registration")

    def frame(self):
        return self.page.frame_locator("[data-preview-frame]")

    def row(self, label: str) -> Locator:
        return self.page.locator("[data-part]").filter(has=self.page.locator(".outline__label", has_text=label))

    def labels(self) -> list[str]:
        return [words.split(". ", 1)[1] for words in self.page.locator(".outline__label").all_inner_texts()]


@pytest.mark.parametrize("size", SIZES)
def test_form_builder(device, size):
    manager = a_user("박담당", role=Role.MANAGER).id
    maker = Maker(device(manager, size=size), size)
    page = maker.page
    maker.begin()
    for title in ("일반현황", "계획"):
        maker.section(title)
    kinds = list(KINDS) if size == "desktop" else ["short_text", "choice", "won"]
    for kind in kinds:
        maker.question("일반현황" if kind not in ("table", "file") else "계획", kind)
    look(page, f"builder-{size}")
    set_condition(maker)
    move_by_keyboard(maker)
    move_by_dragging(maker)
    see_preview(maker)
    refuse_removal(maker)
    if size == "phone":
        maker.page.goto(page.url)
        maker.question("계획", "long_text")
    publish(maker)


@pytest.mark.parametrize("size", SIZES)
def test_every_other_page_of_forms(device, clock, size):
    """Names, sections, versions, who writes on one, the form of a round: in both languages."""
    manager = a_user("박담당", role=Role.MANAGER)
    world = a_world()
    used = world.application().answer_set.version_id
    form_id = get_version(session_now(), used).questionnaire_id
    draft = draft_version(actor=an_actor(manager), questionnaire_id=form_id, now=clock.now).id
    for locale in ("ko", "en"):
        page = device(manager, size=size, locale=locale)
        for place in (
            "/staff/forms",
            f"/staff/forms/{form_id}",
            f"/staff/forms/versions/{used}",
            f"/staff/forms/versions/{used}/drafts",
            f"/staff/forms/versions/{draft}",
            f"/staff/forms/versions/{draft}/title",
            f"/staff/forms/versions/{draft}/sections/about",
            f"/staff/forms/versions/{draft}/sections/plan/remove",
            f"/staff/forms/versions/{draft}/questions/budget",
            f"/staff/forms/versions/{draft}/questions/plan_file",
            f"/staff/forms/versions/{draft}/questions/story/remove",
            f"/staff/forms/versions/{draft}/conditions/question/investor",
            f"/staff/forms/versions/{draft}/conditions/section/about",
            f"/staff/forms/versions/{draft}/publish",
            f"/staff/rounds/{world.round_id}/form",
        ):
            page.goto(place)
            look(page, f"forms-{locale}-{'-'.join(place.split('/')[-2:])[-24:]}-{size}")


def set_condition(maker: Maker) -> None:
    """신청 금액 is asked only when 투자를 받았습니까? is yes."""
    page, say = maker.page, maker.say
    if maker.labels().index("신청 금액") < maker.labels().index("투자를 받았습니까?"):
        drag(maker, maker.row("신청 금액"), maker.row("투자를 받았습니까?"), after=True)
    maker.row("신청 금액").get_by_role("link", name=say("고치기")).click()
    page.get_by_role("link", name=say("조건 정하기")).click()
    expect(page.locator("form[data-condition-editor][data-ready]")).to_be_attached()
    page.locator("#c-r-0-question").select_option(label="투자를 받았습니까?")
    expect(page.locator("#c-r-0-operator")).to_be_visible()
    page.locator("#c-r-0-operator").select_option("is")
    expect(page.locator("form[data-condition-editor]:not([aria-busy])")).to_be_attached()
    page.get_by_role("radio", name="예", exact=True).check()
    look(page, f"condition-{maker.size}")
    page.get_by_role("button", name=say("조건 더하기"), exact=False).first.click()
    expect(page.locator("#c-r-1-question")).to_be_focused()
    page.locator("#c-r-1-remove").click()
    expect(page.locator("#c-r-1-question")).to_have_count(0)
    page.get_by_role("button", name=say("조건 저장하기")).click()
    expect(maker.row("신청 금액")).to_contain_text("‘투자를 받았습니까?’의 답이 ‘예’")


def drag(maker: Maker, row: Locator, target: Locator, *, after: bool) -> None:
    """Take the grip, go over the other row and let go; returns when the server has drawn the new order."""
    page = maker.page
    expect(page.locator("form[data-outline][data-ready]")).to_be_attached()
    target.scroll_into_view_if_needed()
    grip = row.locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), target.bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    y = end["y"] + (end["height"] - 3 if after else 3)
    page.mouse.move(end["x"] + 60, (start["y"] + y) / 2, steps=4)
    page.mouse.move(end["x"] + 60, y, steps=4)
    with page.expect_response(lambda answer: answer.url.endswith("/order")):
        page.mouse.up()
    expect(page.locator("form[data-outline]:not([aria-busy])")).to_be_attached()


def move_by_keyboard(maker: Maker) -> None:
    """Alt and an arrow on the grip; the new place is said; a place before its condition's question is refused."""
    page = maker.page
    expect(page.locator("form[data-outline][data-ready]")).to_be_attached()
    before = maker.labels()
    moved = before[0]
    Keyboard(page).to(maker.row(moved).locator("[data-grip]"))
    with page.expect_response(lambda answer: answer.url.endswith("/order")):
        page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("[data-outline-said]")).to_contain_text(f"‘{moved}’ 질문을 2번째")
    expect(maker.row(moved).locator("[data-grip]")).to_be_focused()
    assert maker.labels()[:2] == [before[1], moved]
    with page.expect_response(lambda answer: answer.url.endswith("/order")):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-outline-said]")).to_contain_text(f"‘{moved}’ 질문을 1번째")
    assert maker.labels() == before
    maker.row("신청 금액").locator("[data-grip]").focus()
    asked = before.index("신청 금액")
    assert before[asked - 1] == "투자를 받았습니까?"
    with page.expect_response(lambda answer: answer.url.endswith("/order")):
        page.keyboard.press("Alt+ArrowUp")
    expect(page.locator("[data-outline-said]")).to_contain_text("그 질문보다 뒤에 있어야 합니다")
    assert maker.labels() == before


def move_by_dragging(maker: Maker) -> None:
    before = maker.labels()

    drag(maker, maker.row(before[1]), maker.row(before[0]), after=False)

    expect(maker.page.locator("[data-outline-said]")).to_contain_text(f"‘{before[1]}’ 질문을 1번째")
    assert maker.labels() == [before[1], before[0], *before[2:]] or maker.labels() == before


def see_preview(maker: Maker) -> None:
    """The same rendering as the applicant's, at two widths; answers tried out show what depends on them."""
    page, say = maker.page, maker.say
    inside = maker.frame()
    box = inside.locator('[data-question]:has-text("신청 금액")')
    expect(box).to_have_class("question question--unknown")
    inside.get_by_role("radio", name="아니요").check()
    expect(box).to_be_hidden()
    inside.get_by_role("radio", name="예", exact=True).check()
    expect(box).to_be_visible()
    expect(box).to_have_class("question")
    width = page.locator("[data-preview-frame]").evaluate("one => one.contentWindow.innerWidth")
    assert width <= 375
    page.get_by_role("button", name=say("컴퓨터")).click()
    assert page.locator("[data-preview-frame]").evaluate("one => one.contentWindow.innerWidth") >= 1000
    look(page, f"builder-desktop-preview-{maker.size}")
    page.get_by_role("link", name=say("미리 보기"), exact=True).click()
    look(page, f"form-preview-{maker.size}")
    page.get_by_role("radio", name="아니요").check()
    page.get_by_role("button", name=say("답에 따라 다시 보기")).click()
    expect(page.locator('[data-question]:has-text("신청 금액")')).to_be_hidden()
    page.get_by_role("link", name=say("양식으로 돌아가기")).click()


def refuse_removal(maker: Maker) -> None:
    page, say = maker.page, maker.say
    maker.row("투자를 받았습니까?").get_by_role("link", name=say("고치기")).click()
    page.get_by_role("link", name=say("질문 지우기")).click()
    expect(page.get_by_role("main")).to_contain_text(say("다른 조건에 쓰이고 있어 지울 수 없습니다"))
    look(page, f"remove-{maker.size}")
    page.get_by_role("link", name=say("양식으로 돌아가기")).click()


def publish(maker: Maker) -> None:
    page, say = maker.page, maker.say
    page.get_by_role("link", name=say("게시하기"), exact=True).click()
    look(page, f"form-publish-{maker.size}")
    page.get_by_role("button", name=say("양식 게시하기")).click()
    expect(page.locator(".page-head .tag").first).to_have_text(say("게시된 양식"))
    look(page, f"form-published-{maker.size}")
