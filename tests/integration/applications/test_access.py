import pytest

from tests.integration.applications.doors import JSON, fields, url

PAGES = ("", "/sections/about", "/sections/plan", "/read", "/submit", "/unsubmit", "/withdraw", "/versions")


@pytest.mark.parametrize("rest", PAGES)
@pytest.mark.parametrize("who", ["representative", "editor", "viewer"])
def test_members_open_every_page(world, client_as, who, rest):
    response = client_as(getattr(world, f"{who}_id")).get(url(world, rest))

    assert response.status_code == 200
    assert "아직 제출되지 않았습니다" in response.get_data(as_text=True)


@pytest.mark.parametrize("rest", [*PAGES, "/messages"])
def test_what_is_being_written_is_not_the_centres(world, client_as, rest):
    """The centre has a page of its own, which shows what was handed in and notes who looked."""
    world.write(story=["아직 아무에게도 보이지 않는 글"])
    manager = client_as(world.manager_id)

    assert manager.get(url(world, rest)).status_code == 404
    assert "아직 아무에게도" not in manager.get(f"/staff/applications/{world.application_id}").get_data(as_text=True)


@pytest.mark.parametrize(
    "rest", [*PAGES, "/receipt", "/receipt.pdf", "/versions/1", "/files/01890000-0000-7000-8000-000000000001"]
)
def test_strangers_and_unknown_ids_look_the_same(world, client_as, rest):
    stranger = client_as(world.outsider_id)

    foreign = stranger.get(url(world, rest))
    missing = stranger.get(f"/applications/01890000-0000-7000-8000-000000000001{rest}")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert foreign.html.h1 == missing.html.h1


@pytest.mark.parametrize(
    "rest", ["/sections/about", "/autosave", "/files/plan_file", "/submit", "/unsubmit", "/withdraw", "/move"]
)
def test_strangers_change_nothing(world, client_as, rest):
    response = client_as(world.outsider_id).post(url(world, rest), data=fields(section="about"))

    assert response.status_code == 404
    assert world.application().answer_set.answers == {}


@pytest.mark.parametrize(("who", "status"), [("viewer", {403}), ("manager", {403, 404})])
@pytest.mark.parametrize("rest", ["/sections/about", "/autosave", "/files/plan_file"])
def test_readers_and_staff_write_nothing(world, client_as, who, status, rest):
    response = client_as(getattr(world, f"{who}_id")).post(url(world, rest), data=fields(section="about"), headers=JSON)

    assert response.status_code in status
    assert world.application().answer_set.answers == {}


def test_visitors_are_sent_to_sign_in(world, anonymous):
    assert anonymous.get(url(world)).status_code in (302, 401)
