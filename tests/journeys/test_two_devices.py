"""Two people in one section: each sees the other, and no text is ever lost to the other's."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.factories.applications import a_world
from tests.journeys.walking import Words, answer, look, question, saved

SECTION = "/applications/{}/sections/about"


def test_two_devices(device):
    world, say = a_world(), Words()
    path = SECTION.format(world.application_id)
    first, second = device(world.representative_id), device(world.editor_id, size="phone")
    first.goto(path)
    second.goto(path)

    expect(second.locator("[data-editors]")).to_contain_text("김하늘")
    answer(first, "story", "대표자가 쓴 글")
    saved(first)
    expect(first.locator("[data-editors]")).to_contain_text("이편집")

    # The colleague began from the empty answer: what he wrote meets the other text, the rest is stored.
    answer(second, "project_title", "담수화 막 세척기")
    answer(second, "story", "동료가 쓴 글")
    box = second.locator("[data-conflict-view]")
    expect(box.locator("[data-mine]")).to_have_text("동료가 쓴 글")
    expect(box.locator("[data-theirs]")).to_have_text("대표자가 쓴 글")
    expect(box.locator("[data-theirs-by]")).to_contain_text("김하늘")
    expect(second.locator("[data-save-line]")).to_have_attribute("data-state", "conflict")
    expect(second.locator("#q-story")).to_have_value("동료가 쓴 글")
    assert answers(world) == {"story": "대표자가 쓴 글", "project_title": "담수화 막 세척기"}
    look(second, "conflict-phone")
    second.get_by_role("button", name=say("내 글로 저장하기")).click()
    saved(second)
    assert answers(world)["story"] == "동료가 쓴 글"

    # Now the first one stands on old words, and takes the other's.
    answer(first, "story", "대표자가 고친 글")
    expect(first.locator("[data-conflict-view] [data-theirs]")).to_have_text("동료가 쓴 글")
    look(first, "conflict-desktop")
    first.get_by_role("button", name=say("상대 글로 바꾸기")).click()
    expect(first.locator("#q-story")).to_have_value("동료가 쓴 글")
    saved(first)
    assert answers(world)["story"] == "동료가 쓴 글"


def test_a_choice_and_a_table_meet_as_well(device):
    world, say = a_world(), Words()
    path = SECTION.format(world.application_id)
    first, second = device(world.representative_id), device(world.editor_id)
    first.goto(path)
    second.goto(path)
    first.locator("#q-budget-0-item").fill("재료비")
    question(first, "budget").locator("[data-add-row]").click()
    first.locator("#q-budget-1-item").fill("인건비")
    saved(first)

    second.locator("#q-budget-0-item").fill("여비")
    expect(question(second, "budget").locator("[data-conflict-view]")).to_be_visible()
    second.get_by_role("button", name=say("상대 글로 바꾸기")).click()

    expect(second.locator("#q-budget-1-item")).to_have_value("인건비")
    expect(second.locator("#q-budget-0-item")).to_have_value("재료비")
    saved(second)
    assert [row["item"] for row in answers(world)["budget"]] == ["재료비", "인건비"]


def test_without_scripts_both_texts_are_kept_too(device):
    world, say = a_world(), Words()
    path = SECTION.format(world.application_id)
    plain = device(world.editor_id, scripts=False)
    plain.goto(path)
    world.write(story=["대표자가 쓴 글"])

    plain.locator("#q-story").fill("동료가 쓴 글")
    plain.get_by_role("button", name=say("저장하고 계속하기")).click()

    expect(plain.locator("[data-conflict-view]")).to_contain_text("대표자가 쓴 글")
    expect(plain.locator("#q-story")).to_have_value("동료가 쓴 글")
    assert answers(world)["story"] == "대표자가 쓴 글"
    plain.get_by_role("button", name=say("내 글로 저장하기")).click()
    expect(plain.locator("[data-conflict-view]")).to_have_count(0)
    expect(plain.locator("#q-story")).to_have_value("동료가 쓴 글")
    assert answers(world)["story"] == "동료가 쓴 글"


def answers(world):
    return {key: value for key, value in world.application().answer_set.answers.items() if value}
