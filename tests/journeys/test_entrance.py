"""The way in: sign up on a phone, come back, lose the session while writing; every page kept accessible."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from incubator.accounts.actor import by_the_clock
from incubator.accounts.roles import Role
from incubator.accounts.rules import SHIPPED
from incubator.accounts.usecases.publish_consent_text import publish_consent_text
from tests.factories.accounts import PASSWORD, a_user
from tests.factories.notifications import a_notice
from tests.support.browser import scan

SHOTS = os.environ.get("INCUBATOR_SHOTS")


def look(page, name):
    """No accessibility fault, nothing wider than the screen; a picture when INCUBATOR_SHOTS names a folder."""
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
    assert scan(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def publish(now):
    for words in SHIPPED:
        publish_consent_text(words=words, stamp=by_the_clock(now), effective_at=now)


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_founder_signs_up_by_keyboard_and_signs_in(device, size, clock, deliver, mails):
    publish(clock.now)
    page = device(size=size)
    page.goto("/sign-up")
    page.get_by_label(re.compile("^이름")).fill("이바다")
    page.get_by_label(re.compile("^전자우편 주소")).fill("bada@example.kr")
    page.get_by_label(re.compile("^비밀번호")).fill("12345678")
    page.keyboard.press("Enter")
    page.get_by_text("고쳐 주시기 바랍니다").wait_for()
    look(page, f"sign-up-refused-{size}")
    assert page.get_by_label(re.compile("^이름")).input_value() == "이바다"

    page.get_by_label(re.compile("^비밀번호")).fill("진해만의 조용한 새벽 배")
    for words in (words for words in SHIPPED if words.is_required):
        page.get_by_role("checkbox", name=words.title).focus()
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="메일을 확인해 주세요").wait_for()
    look(page, f"mail-sent-{size}")

    deliver()
    link = re.search(r"http\S+/sign-up/proof/\S+", mails()[0].get_body(("plain",)).get_content()).group(0)
    page.goto(link)
    look(page, f"proof-{size}")
    page.get_by_role("button", name="내 주소가 맞습니다").click()
    page.get_by_label(re.compile("^전자우편 주소")).fill("bada@example.kr")
    page.get_by_label(re.compile("^비밀번호")).fill("진해만의 조용한 새벽 배")
    look(page, f"sign-in-{size}")
    page.goto("/sign-in?next=/account")
    page.get_by_label(re.compile("^전자우편 주소")).fill("bada@example.kr")
    page.get_by_label(re.compile("^비밀번호")).fill("진해만의 조용한 새벽 배")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="내 계정").wait_for()
    look(page, f"account-{size}")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_a_session_that_ends_while_writing_loses_nothing(device, size, clock):
    user = a_user("김하늘")
    user_id, email = user.id, user.email
    page = device(user_id, size=size)
    page.goto("/account")
    page.get_by_label(re.compile("^전화번호")).fill("010-9876-5432")
    clock.advance(minutes=121)
    page.get_by_role("button", name="내 정보 저장하기").click()
    page.get_by_text("적으신 글은 그대로 있습니다").wait_for()
    look(page, f"session-over-{size}")

    page.get_by_label(re.compile("^전자우편 주소")).fill(email)
    page.get_by_label(re.compile("^비밀번호")).fill(PASSWORD)
    page.get_by_role("button", name="로그인하기").click()
    page.get_by_role("heading", name="적으신 글 이어서 보내기").wait_for()
    look(page, f"resume-{size}")
    page.get_by_role("button", name="그대로 보내기").click()
    page.get_by_text("내 정보를 고쳤습니다.").wait_for()
    assert page.get_by_label(re.compile("^전화번호")).input_value() == "01098765432"


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("locale", ["ko", "en"])
def test_inbox_and_staff_pages_are_accessible(device, size, locale, clock):
    user = a_user("박감사", role=Role.AUDITOR)
    user_id = user.id
    for _ in range(3):
        a_notice(user_id)
    page = device(user_id, size=size, locale=locale)
    for path in (
        "/inbox",
        "/account/notifications",
        "/staff/trail",
        "/staff/access-log",
        "/staff/parameters",
        "/privacy",
    ):
        page.goto(path)
        look(page, f"{path.strip('/').replace('/', '-')}-{locale}-{size}")


def test_without_scripts_a_person_signs_in_all_the_same(device):
    email = a_user().email
    page = device(scripts=False)
    page.goto("/sign-in?next=/inbox")
    page.get_by_label(re.compile("^전자우편 주소")).fill(email)
    page.get_by_label(re.compile("^비밀번호")).fill(PASSWORD)
    page.get_by_role("button", name="로그인하기").click()
    page.get_by_role("heading", name="알림").wait_for()
