import pytest

from tests.factories.applications import a_round, a_world
from tests.factories.intake import a_desk


@pytest.fixture
def desk(clock):
    return a_desk()


@pytest.fixture
def manager(desk, client_as):
    return client_as(desk.manager_id)


def _url(desk, rest=""):
    return f"/staff/applications/{desk.application_id}/intake{rest}"


def _queue(desk, rest=""):
    return f"/staff/rounds/{desk.world.round_id}/intake{rest}"


def _all_pass(desk):
    return {f"verdict.{key}": "pass" for key in desk.row_keys()} | {f"seen.{key}": "1" for key in desk.row_keys()}


def test_the_queue_counts_and_names(desk, manager, clock):
    manager.post(_url(desk), data={"act": "accept"})

    page = manager.get(_queue(desk))
    text = page.get_data(as_text=True)

    assert page.html.h1 == "자격 검토"
    assert "1건 가운데 0건을 판정했습니다. 검토할 신청서는 1건입니다." in text
    assert "2/6" in text
    assert "박담당" in text


@pytest.mark.parametrize("place", ["waiting", "checking", "supplement", "second", "eligible", "ineligible"])
def test_the_queue_by_place(desk, manager, place):
    page = manager.get(_queue(desk, f"?place={place}"))

    found = desk.application().receipt_no in page.get_data(as_text=True)
    assert (page.status_code, found) == (200, place == "waiting")


@pytest.mark.parametrize("rows", [1, 3])
def test_the_queue_keeps_to_its_budget(clock, client_as, query_budget, rows):
    round_id = a_round(eligibility=[])
    for number in range(rows - 1):
        a_world(round_id=round_id, name=f"(주)기업{number}").complete().submit()
    desk = a_desk(round_id=round_id)
    client = client_as(desk.manager_id)
    client.get(_queue(desk))

    with query_budget(12):
        assert client.get(_queue(desk)).status_code == 200


def test_release_tells_what_was_decided_and_leaves_the_rest(clock, client_as):
    round_id = a_round(eligibility=[])
    a_world(round_id=round_id, name="(주)둘째").complete().submit()
    desk = a_desk(round_id=round_id, name="(주)셋째")
    manager = client_as(desk.manager_id)
    manager.post(_url(desk), data=_all_pass(desk) | {"act": "eligible"})

    page = manager.get(_queue(desk, "/release"))
    answer = manager.submit(_queue(desk, "/release"))

    assert "아직 판정하지 않은 신청서가 1건 있습니다" in page.get_data(as_text=True)
    assert (answer.status_code, desk.application().released_at) == (302, clock.now)
    assert "지금 알릴 결과가 없습니다" in manager.get(_queue(desk, "/release")).get_data(as_text=True)


def test_the_auditor_releases_nothing(desk, client_as):
    assert client_as(desk.auditor_id).get(_queue(desk, "/release")).status_code == 403
