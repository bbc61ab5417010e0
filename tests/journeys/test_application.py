"""Writing and handing in, as a person does it in a browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Route, expect

from incubator.accounts.queries import get_user
from incubator.db.session import session_now
from tests.factories.applications import a_world
from tests.support.browser import scan
from tests.support.files import good_pdf


@pytest.fixture
def world(app, clock):
    return a_world(closes_at=clock.now + timedelta(hours=1))


def _person(world, who="representative"):
    return get_user(session_now(), getattr(world, f"{who}_id"))


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_write_upload_and_submit(world, device, live_server, size, tmp_path):
    plan = tmp_path / "사업계획서.pdf"
    plan.write_bytes(good_pdf(3))
    page = device(_person(world), size=size)
    base = f"{live_server.url}/applications/{world.application_id}"

    page.goto(base)
    assert scan(page) == []
    page.get_by_role("link", name="과제 개요").click()
    page.get_by_label("과제명").fill("담수화 막 세척기")
    page.get_by_label("개요", exact=False).first.fill("바닷물을 걸러 마실 물을 만듭니다.")
    page.get_by_label("신청 금액").fill("50,000,000")
    expect(page.locator("[data-save-state]")).to_contain_text("저장했습니다", timeout=20_000)
    assert scan(page) == []
    page.get_by_role("button", name="저장하고 계속하기").click()
    page.locator("input[type=file]").set_input_files(plan)
    expect(page.get_by_role("link", name="사업계획서.pdf")).to_be_visible(timeout=20_000)
    assert scan(page) == []
    page.get_by_role("button", name="저장하고 계속하기").click()
    page.get_by_role("link", name="확인하고 제출하기").click()
    assert scan(page) == []
    page.get_by_label("사실 확인").check()
    page.get_by_label("청렴 서약").check()
    page.get_by_role("button", name="신청서 제출하기").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("접수증")
    assert scan(page) == []
    page.goto(base)
    assert world.application().receipt_no in page.content()


def test_two_people_write_at_once_and_both_texts_are_kept(world, device, live_server):
    world.write()
    address = f"{live_server.url}/applications/{world.application_id}/sections/about"
    mine, theirs = device(_person(world)), device(_person(world, "editor"))
    mine.goto(address)
    theirs.goto(address)
    # The page says when something was saved before; what counts here is the answer to this very text.
    with theirs.expect_response(lambda answer: "a.story" in (answer.request.post_data or ""), timeout=20_000):
        theirs.locator("#q-story").fill("동료의 글")

    mine.locator("#q-story").fill("나의 글")
    expect(mine.locator("[data-conflict-view]").first).to_be_visible(timeout=20_000)
    assert world.application().answer_set.answers["story"] == "동료의 글"
    # The two texts go away at once, the text is safe when the server has answered.
    with mine.expect_response(lambda answer: "나의 글" in (answer.request.post_data or ""), timeout=20_000):
        mine.get_by_role("button", name="내 글로 저장하기").click()

    expect(mine.locator("[data-conflict-view]")).to_have_count(0, timeout=20_000)
    assert world.application().answer_set.answers["story"] == "나의 글"


def test_a_file_chosen_before_the_scripts_have_arrived_is_sent(world, device, live_server):
    page = device(_person(world))
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/js/upload.js*", hold)
    with page.expect_request("**/js/upload.js*"):
        page.goto(f"{live_server.url}/applications/{world.application_id}/sections/plan", wait_until="commit")
    plan = {"name": "사업계획서.pdf", "mimeType": "application/pdf", "buffer": good_pdf(3)}
    page.locator("input[type=file]").set_input_files(plan)

    for route in held:
        route.continue_()

    expect(page.get_by_role("link", name="사업계획서.pdf")).to_be_visible(timeout=20_000)
