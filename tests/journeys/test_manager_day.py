"""A manager's day: a round from its template, the list of what came in, a workbook, an extension, an answer."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from incubator import commands
from incubator.accounts.roles import Role
from tests.factories.accounts import a_user
from tests.factories.applications import a_world
from tests.factories.programs import a_program
from tests.journeys.walking import Words, approve, look

SIZES = ["desktop", "phone"]


@pytest.mark.parametrize("size", SIZES)
def test_a_round_from_its_template(device, clock, size):
    manager, head = a_user("박담당", role=Role.MANAGER).id, a_user("한센터장", role=Role.HEAD).id
    a_program(code="IGEN", owner_id=manager)
    page, say = device(manager, size=size), Words()
    page.goto("/staff/rounds")
    look(page, f"rounds-{size}")
    page.get_by_role("main").get_by_role("link", name=say("새 공고 쓰기")).first.click()
    page.get_by_label(say.label("공고 양식")).select_option("igen")
    page.get_by_role("button", name=say("이 양식으로 시작하기")).click()
    page.locator("#title").fill("2026년 I-Gen 챌린지")
    look(page, f"round-edit-{size}")
    page.get_by_role("button", name=say("저장하기")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2026년 I-Gen 챌린지")
    page.get_by_role("link", name=say("신청하는 분께 보이는 화면 미리 보기")).click()
    look(page, f"round-preview-{size}")
    page.go_back()
    page.get_by_role("link", name=say("게시 결재 올리기")).first.click()
    look(page, f"round-publish-{size}")
    page.get_by_role("button", name=say("게시 결재 올리기")).click()
    expect(page.locator(".page-head .tag")).to_have_text(say("결재 중"))
    look(page, f"round-{size}")
    approve(device(head, size=size), say, "2026년 I-Gen 챌린지")

    visitor = device(size=size)
    visitor.goto("/calls")
    expect(visitor.get_by_role("link", name="2026년 I-Gen 챌린지")).to_be_visible()
    clock.advance(days=2)
    commands.tick(clock.now)
    visitor.goto("/calls?state=open")
    visitor.get_by_role("link", name="2026년 I-Gen 챌린지").click()
    expect(visitor.get_by_role("link", name=say("자격 확인하고 신청하기")).first).to_be_visible()


@pytest.fixture
def round_of_four(clock, deliver):
    """Three handed in, one still being written; the first company has asked something."""
    worlds = [a_world(name="(주)바다정보", code="IGEN").complete()]
    for name, title in (("한빛정밀 주식회사", "가압식 여과기"), ("노을기계", "수직 재배기")):
        other = a_world(name=name, round_id=worlds[0].round_id).complete()
        other.write(project_title=[title], requested_won=["70,000,000"] if title.startswith("가") else ["9,000,000"])
        worlds.append(other)
    for world in worlds:
        world.submit()
        clock.advance(minutes=1)
    worlds.append(a_world(name="새벽바이오", round_id=worlds[0].round_id))
    deliver()
    return worlds


@pytest.mark.parametrize("size", SIZES)
def test_manager_day(device, clock, deliver, mails, round_of_four, size):
    world, *_, draft = round_of_four
    founder, say = device(world.representative_id), Words()
    founder.goto(f"/applications/{world.application_id}/messages")
    founder.get_by_label(say.label("보낼 내용")).fill("도면은 따로 보내야 합니까?")
    founder.get_by_role("button", name=say("담당자에게 보내기")).click()
    deliver()

    day = Day(device(world.manager_id, size=size), say, size)
    day.see_what_waits()
    day.search_and_sort(world.round_id)
    day.take_it_out()
    day.answer(world)
    deliver()
    founder.goto("/inbox")
    expect(founder.get_by_role("main")).to_contain_text("글")
    founder.goto(f"/applications/{world.application_id}/messages")
    expect(founder.get_by_role("main")).to_contain_text("네, 발표 때 가져오시면 됩니다.")

    head = a_user("한센터장", role=Role.HEAD).id
    day.extend(world, clock.now + timedelta(days=37))
    approve(device(head, size=size), say, "제3기 I-Gen 챌린지")
    deliver()
    for person in (draft.representative_id, world.representative_id):
        told = device(person, size=size)
        told.goto("/inbox")
        expect(told.get_by_role("main")).to_contain_text("연장")
    clock.advance(minutes=11)  # mails of this kind stay readable in the outbox for a while
    deliver()
    assert any("전산 장애로 이틀 동안" in mail.get_body(("plain",)).get_content() for mail in mails())
    visitor = device(size=size)
    visitor.goto(f"/calls/{world.round_id}")
    expect(visitor.locator("#revisions")).to_contain_text("전산 장애로 이틀 동안 접수하지 못했습니다.")
    look(visitor, f"call-extended-{size}")


class Day:
    """What the manager does, page by page."""

    def __init__(self, page, say, size):
        self.page, self.say, self.size = page, say, size

    def see_what_waits(self):
        self.page.goto("/home")
        expect(self.page.get_by_role("main")).to_contain_text("제3기 I-Gen 챌린지")
        look(self.page, f"home-staff-{self.size}")
        self.page.locator("td.number a").first.click()
        expect(self.page.locator("tbody tr")).to_have_count(4)
        look(self.page, f"staff-list-{self.size}")

    def search_and_sort(self, round_id):
        page, say = self.page, self.say
        for words in (
            "주식회사 바다 정보",
            "㈜바다정보",
            "2026IGEN030001",
        ):  # spaces, legal form and hyphens do not matter
            page.goto(f"/staff/rounds/{round_id}/applications")
            self.open_filters()
            page.get_by_label(say.label("찾는 말")).fill(words)
            page.get_by_label(say.label("찾는 말")).press("Enter")
            expect(page.locator("tbody tr")).to_have_count(1)
            expect(page.locator("tbody")).to_contain_text("바다정보")
        page.goto(f"/staff/rounds/{round_id}/applications?state=submitted&sort=amount&down=1")
        expect(page.locator("tbody tr")).to_have_count(3)
        expect(page.locator("tbody tr").first).to_contain_text("70,000,000")
        if self.size == "desktop":
            page.get_by_role("columnheader", name=say("신청 금액(원)")).get_by_role("link").click()
            expect(page.locator("tbody tr").first).to_contain_text("9,000,000")
            expect(page.get_by_role("columnheader", name=say("신청 금액(원)"))).to_have_attribute(
                "aria-sort", "ascending"
            )
        self.open_filters()
        page.get_by_label(say("대표자"), exact=True).check()
        page.locator("[data-filters]").get_by_role("button").first.click()
        expect(page.locator("thead")).to_contain_text(say("대표자"))
        look(page, f"staff-list-columns-{self.size}")

    def open_filters(self):
        """On a phone they are folded away as soon as the scripts are there."""
        if self.size == "phone":
            expect(self.page.locator("[data-filters]:not([open])")).to_be_visible()
            self.page.locator("[data-filters] summary").click()

    def take_it_out(self):
        page, say = self.page, self.say
        page.get_by_role("link", name=say("엑셀로 내려받기")).click()
        look(page, f"export-{self.size}")
        page.get_by_role("button", name=say("엑셀 파일 내려받기")).click()
        expect(page.get_by_role("alert")).to_be_visible()  # not without a reason
        page.get_by_label(say.label("내려받는 까닭")).fill("요건검토 회의 자료")
        with page.expect_download() as loading:
            page.get_by_role("button", name=say("엑셀 파일 내려받기")).click()
        assert loading.value.suggested_filename.endswith(".xlsx")
        book = load_workbook(io.BytesIO(loading.value.path().read_bytes()))
        cells = [[cell.value for cell in row] for row in book.active.iter_rows()]
        names = {value for row in cells for value in row if isinstance(value, str)}
        assert {"(주)바다정보", "한빛정밀 주식회사", "노을기계"} <= names
        assert "새벽바이오" not in names  # the filter was in force
        assert not [cell for row in book.active.iter_rows() for cell in row if cell.data_type == "f"]

    def answer(self, world):
        page, say = self.page, self.say
        page.goto(f"/staff/applications/{world.application_id}")
        expect(page.get_by_role("main")).to_contain_text("도면은 따로 보내야 합니까?")
        look(page, f"dossier-{self.size}")
        page.get_by_label(say.label("보낼 내용")).fill("네, 발표 때 가져오시면 됩니다.")
        page.get_by_role("button", name=say("신청자에게 보내기")).click()
        expect(page.locator("#messages")).to_contain_text("네, 발표 때 가져오시면 됩니다.")

    def extend(self, world, until):
        page, say = self.page, self.say
        page.goto(f"/staff/rounds/{world.round_id}")
        page.get_by_role("link", name=say("접수 기간 연장하기")).click()
        page.get_by_role("button", name=say("연장 결재 올리기")).click()
        expect(page.get_by_role("alert")).to_be_visible()
        page.get_by_label(say.label("새 접수 마감")).fill(f"{until:%Y-%m-%d} 18:00")
        page.get_by_label(say.label("사유")).fill("전산 장애로 이틀 동안 접수하지 못했습니다.")
        look(page, f"extend-{self.size}")
        page.get_by_role("button", name=say("연장 결재 올리기")).click()
        expect(page.get_by_role("main")).to_contain_text(say("결재 중입니다"))
