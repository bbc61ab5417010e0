"""The session ends on the server while somebody writes: nothing typed is lost, with scripts and without."""

from __future__ import annotations

from playwright.sync_api import expect
from sqlalchemy import update

from incubator.accounts import queries
from incubator.accounts.models import UserSession
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from tests.factories.accounts import a_user
from tests.factories.applications import a_world
from tests.journeys.walking import Words, answer, look, saved, sign_in

STORY = "바닷물을 걸러 마실 물을 만듭니다.\n둘째 줄입니다."


def test_expired_session(device, clock):
    world, say = a_world(), Words()
    page = device(world.editor_id)
    page.goto(section(world), wait_until="networkidle")
    end_sessions(world.editor_id, clock.now)
    answer(page, "story", STORY)

    expect(page.locator("[data-save-line]")).to_have_attribute("data-state", "signed-out")
    expect(page.locator("[data-save-line]")).to_contain_text(say("로그인 필요"))
    expect(page.locator("#q-story")).to_have_value(STORY)
    look(page, "signed-out-while-writing")
    with page.context.expect_page() as opening:
        page.get_by_role("link", name=say("새 창에서 로그인하기")).click()
    tab = opening.value
    sign_in(tab, say, email_of(world.editor_id))
    expect(tab.get_by_role("heading", level=1, name=say("나의 할 일"))).to_be_visible()
    tab.close()
    page.bring_to_front()
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")  # a screenless browser gives none by itself

    saved(page)
    assert story(world) == STORY
    assert page.evaluate("() => Object.keys(localStorage).filter(key => key.startsWith('unsent:'))") == []
    page.get_by_role("button", name=say("저장하고 계속하기")).click()  # the form has the new session's token, too
    expect(page.locator("#q-plan_file")).to_be_visible()


def test_another_person_signing_in_sends_nothing_of_the_first(device, clock):
    """On a shared computer the colleague's session must not carry the first person's words."""
    world, say = a_world(), Words()
    stranger = a_user("최남남")
    stranger_email = stranger.email
    page = device(world.editor_id)
    page.goto(section(world), wait_until="networkidle")
    end_sessions(world.editor_id, clock.now)
    answer(page, "story", STORY)
    expect(page.locator("[data-save-line]")).to_have_attribute("data-state", "signed-out")
    tab = page.context.new_page()
    tab.goto("/sign-in")
    sign_in(tab, say, stranger_email)
    expect(tab.get_by_role("heading", level=1, name=say("나의 할 일"))).to_be_visible()
    with page.expect_response("**/session/token"):
        page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(page.locator("[data-save-line]")).to_have_attribute("data-state", "signed-out")
    assert story(world) is None


def test_without_scripts_the_text_comes_back_after_signing_in(device, clock):
    world, say = a_world(), Words()
    page = device(world.editor_id, size="phone", scripts=False)
    page.goto(section(world))
    end_sessions(world.editor_id, clock.now)
    answer(page, "project_title", "담수화 막 세척기")
    answer(page, "story", STORY)
    page.get_by_role("button", name=say("저장하고 계속하기")).click()

    expect(page.get_by_role("main")).to_contain_text(say("로그인 시간이 지났습니다. 적으신 글은 그대로 있습니다"))
    sign_in(page, say, email_of(world.editor_id))
    expect(page.get_by_role("heading", level=1, name=say("적으신 글 이어서 보내기"))).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("둘째 줄입니다.")
    page.get_by_role("button", name=say("그대로 보내기")).click()

    expect(page.locator("#q-plan_file")).to_be_visible()  # the next section, as the button had said
    assert story(world) == STORY


def end_sessions(user_id, now):
    """As the server does at the idle limit, or another device with "sign out everywhere"."""
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(update(UserSession).where(UserSession.user_id == user_id).values(ended_at=now))


def email_of(user_id):
    return queries.get_user(session_now(), user_id).email


def section(world):
    return f"/applications/{world.application_id}/sections/about"


def story(world):
    return world.application().answer_set.answers.get("story")
