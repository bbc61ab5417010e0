"""A company in a real browser: entered by keyboard, told what to mend, shared with a colleague, kept accessible."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from incubator.accounts.roles import Role
from tests.factories.accounts import a_branch, a_user
from tests.factories.organisations import a_member, a_pre_founder, a_wallet_document, an_organisation
from tests.support.browser import scan

SHOTS = os.environ.get("INCUBATOR_SHOTS")


def look(page, name):
    """No accessibility fault, nothing wider than the screen; a picture when INCUBATOR_SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert scan(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_founder_enters_a_company(device, size):
    a_branch()
    a_branch("west", "서부센터", "Western branch")
    page = device(a_user("김주인").id, size=size)
    page.goto("/organisations")
    look(page, f"empty-{size}")
    page.get_by_role("link", name="기업 등록하기").click()
    look(page, f"new-{size}")
    page.get_by_role("link", name="사업자등록을 했습니다").click()
    look(page, f"form-{size}")

    page.get_by_label("법인사업자").check()
    page.get_by_label(re.compile("^기업 이름")).fill("㈜ 한빛정밀")
    page.get_by_label(re.compile("^사업자등록번호")).fill("124-81-00997")
    page.get_by_role("button", name="기업 등록하기").press("Enter")

    assert "검증 숫자" in page.get_by_role("alert").inner_text()
    assert page.get_by_label(re.compile("^기업 이름")).input_value() == "㈜ 한빛정밀"
    look(page, f"mistakes-{size}")
    page.get_by_label(re.compile("^사업자등록번호")).fill("000-81-00125")
    page.get_by_label(re.compile("^법인설립등기일")).fill("20150227")
    page.get_by_label(re.compile("^소재지 지역")).select_option("48120")
    page.get_by_label(re.compile("^사업장 도로명주소")).fill("경상남도 창원시 의창구 창원대로18번길 46")
    page.get_by_label("본센터").check()
    page.get_by_label("제가 이 기업의 대표자입니다").check()
    page.get_by_role("button", name="기업 등록하기").click()

    page.get_by_role("heading", level=1, name="㈜ 한빛정밀").wait_for()
    look(page, f"detail-{size}")


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("locale", ["ko", "en"])
def test_every_page_of_a_company_is_accessible(device, size, locale):
    owner = a_user("김주인").id
    company = an_organisation(owner, name="주식회사 한빛정밀기계공업", display_name="한빛정밀").id
    a_pre_founder(owner, name="노을팀")
    member = a_member(company, Role.ORGANISATION_OWNER).id
    a_wallet_document(company, owner)
    page = device(owner, size=size, locale=locale)
    for path in ("", "/edit", "/members", f"/members/{member}", "/representative", "/wallet", "/close"):
        page.goto(f"/organisations/{company}{path}")
        look(page, f"page{path.replace('/', '-').replace(str(member), 'x')}-{size}-{locale}")

    officer = device(a_user("최담당", role=Role.MANAGER).id, size=size, locale=locale)
    officer.goto(f"/staff/organisations/{company}")
    look(officer, f"staff-{size}-{locale}")


def test_a_company_is_usable_without_scripts(device):
    owner = a_user("김주인").id
    company = an_organisation(owner).id
    page = device(owner, scripts=False)
    page.goto(f"/organisations/{company}/members")

    page.get_by_label(re.compile("^초대할 사람")).fill("new@example.kr")
    page.get_by_label(re.compile("^기업 작성자")).check()
    page.get_by_role("button", name="초대 메일 보내기").click()

    assert "new@example.kr" in page.get_by_role("main").inner_text()
