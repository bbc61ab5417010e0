"""A pair of possible duplicates in a browser: found, its passages read in answers and files, decided with a reason."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from incubator.accounts.roles import Role
from incubator.applications.usecases.search_duplicates import search_duplicates
from tests.factories.accounts import a_user
from tests.integration.applications.twins import PLAN, with_plan
from tests.journeys.walking import Words, look
from tests.support.files import good_pdf, hwp_of, paragraph

SIZES = ["desktop", "phone"]
SAY = Words()


@pytest.mark.parametrize("size", SIZES)
def test_a_pair_is_found_read_confirmed_and_dismissed(device, clock, size):
    with_plan("ONE", "사업계획서.hwp", hwp_of(paragraph(PLAN.encode("utf-16-le"))))
    new = with_plan("TWO", "우리 계획.pdf", good_pdf(1, PLAN))
    page = device(new.manager_id, size=size)

    page.goto(f"/staff/rounds/{new.round_id}/applications")
    page.get_by_role("link", name=SAY("중복 찾기")).first.click()
    look(page, f"duplicates-none-{size}")
    page.get_by_role("button", name=SAY("지금 찾기")).click()
    while search_duplicates(now=clock.now):
        pass
    page.reload()
    look(page, f"duplicates-{size}")
    page.get_by_role("link", name=SAY("견주어 보기")).first.click()

    expect(page.locator("mark").first).to_contain_text("초음파 진동자를 막 모듈 바깥에")
    passages = page.locator("#passages")
    expect(passages).to_contain_text(SAY("이 신청서의 %(place)s", place="우리 계획.pdf"))
    expect(passages).to_contain_text(SAY("다른 신청서의 %(place)s", place="사업계획서.hwp"))
    look(page, f"duplicate-{size}")

    page.get_by_role("button", name=SAY("중복으로 확인하기")).click()
    expect(page.get_by_role("alert")).to_contain_text(SAY("그렇게 보는 까닭"))
    look(page, f"duplicate-mistake-{size}")
    page.get_by_label(SAY.label("그렇게 보는 까닭")).fill("연차 계획의 글이 같습니다.")
    page.get_by_role("button", name=SAY("중복으로 확인하기")).click()
    expect(page.get_by_role("main")).to_contain_text("연차 계획의 글이 같습니다.")

    page.get_by_label(SAY.label("그렇게 보는 까닭")).fill("같은 연구실이 이어 가는 과제로 비용이 겹치지 않습니다.")
    page.get_by_role("button", name=SAY("중복 아님으로 정하기")).click()
    expect(page.get_by_role("main")).to_contain_text("비용이 겹치지 않습니다.")
    look(page, f"duplicate-decided-{size}")

    head = device(a_user("이결재", role=Role.HEAD).id, size=size)
    head.goto(page.url)
    expect(head.get_by_role("main")).to_contain_text("비용이 겹치지 않습니다.")
    expect(head.get_by_role("button", name=SAY("중복으로 확인하기"))).to_have_count(0)
