"""The network goes away while somebody writes: the text stays in the browser and is sent when it is back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Error, Route, expect

from tests.factories.applications import a_world
from tests.journeys.walking import Words, answer, look, saved

KEPT = "() => Object.entries(localStorage).filter(([key]) => key.startsWith('unsent:'))"


@pytest.fixture
def world(app):
    return a_world()


def test_network_lost(device, world):
    say = Words()
    page = device(world.editor_id, size="phone")
    page.goto(section(world))
    answer(page, "project_title", "연결된 때 쓴 제목")
    saved(page)

    page.context.set_offline(True)
    answer(page, "story", "굴 속에서 쓴 글")
    state_is(page, "offline")
    expect(page.locator("[data-save-line]")).to_contain_text(say("연결 끊김 – 이 기기에 보관 중"))
    look(page, "offline")
    [(key, kept)] = page.evaluate(KEPT)
    assert str(world.application_id) in key
    assert "굴 속에서 쓴 글" in kept
    assert "연결된 때 쓴 제목" not in kept  # only what the server does not have
    page.context.set_offline(False)
    saved(page)

    assert answers(world) == {"project_title": "연결된 때 쓴 제목", "story": "굴 속에서 쓴 글"}
    assert page.evaluate(KEPT) == []


def test_a_page_closed_without_network_gives_its_text_back(device, world):
    page = device(world.editor_id)
    page.goto(section(world), wait_until="networkidle")
    page.context.set_offline(True)
    answer(page, "story", "닫힌 화면에 쓴 글")
    page.locator("#q-budget-0-item").fill("재료비")
    page.get_by_role("button", name="행 더하기").click()
    page.locator("#q-budget-1-item").fill("인건비")
    state_is(page, "offline")

    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
        page.reload()
    assert asked == ["beforeunload"]  # nobody leaves unsent text without being asked

    page.context.set_offline(False)
    page.goto(section(world))
    expect(page.locator("#q-story")).to_have_value("닫힌 화면에 쓴 글")
    expect(page.locator("#q-budget-1-item")).to_have_value("인건비")
    saved(page)
    assert answers(world)["story"] == "닫힌 화면에 쓴 글"
    assert [row["item"] for row in answers(world)["budget"]] == ["재료비", "인건비"]
    assert page.evaluate(KEPT) == []


def test_an_answer_lost_on_its_way_is_no_conflict(device, world):
    """The server has stored the text, its answer never came: the next try is the same person's."""
    page = device(world.editor_id)
    page.goto(section(world))
    lost: list[int] = []

    def lose_the_answer(route):
        body = route.request.post_data or ""
        if not lost and "a.story" in body:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.route("**/autosave", lose_the_answer)
    answer(page, "story", "한 번 쓴 글")
    state_is(page, "offline")
    assert lost == [200]
    answer(page, "story", "한 번 쓰고 이어 쓴 글")
    saved(page)
    assert answers(world)["story"] == "한 번 쓰고 이어 쓴 글"


def test_what_is_typed_before_the_scripts_are_there_is_saved(device, world):
    page = device(world.editor_id)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/app.js*", hold)
    page.goto(section(world), wait_until="commit")
    answer(page, "story", "느린 연결에서 먼저 쓴 글")
    page.locator("#q-invested-0").check()
    held[0].continue_()
    expect(page.locator("[data-save-state]")).to_contain_text("10:00:00")
    assert answers(world) == {"story": "느린 연결에서 먼저 쓴 글", "invested": "yes"}


def test_the_server_away_for_a_while_loses_nothing(device, world):
    page = device(world.editor_id)
    page.goto(section(world))
    page.route("**/autosave", lambda route: route.fulfill(status=503, headers={"Retry-After": "1"}, body=""))
    answer(page, "story", "서버가 쉬는 동안 쓴 글")
    state_is(page, "failed")
    page.unroute("**/autosave")
    saved(page)  # by itself
    assert answers(world)["story"] == "서버가 쉬는 동안 쓴 글"


def section(world):
    return f"/applications/{world.application_id}/sections/about"


def state_is(page, state):
    expect(page.locator("[data-save-line]")).to_have_attribute("data-state", state)


def answers(world):
    return {key: value for key, value in world.application().answer_set.answers.items() if value}
