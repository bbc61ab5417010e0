"""The pages of possible duplicates: list, pair with passages, decision, who sees how much of the other program."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.applications.usecases.confirm_duplicate import confirm_duplicate
from incubator.applications.usecases.dismiss_duplicate import dismiss_duplicate
from incubator.applications.workflow import DuplicateState
from incubator.core.errors import Forbidden, Invalid, NotFound, StepNotAllowed
from incubator.privacy.models import AccessEntry
from tests.factories.accounts import a_user
from tests.factories.applications import a_round, a_world
from tests.integration.applications.twins import STORY, pairs_in, search, three_worlds


@pytest.fixture
def worlds(app, clock):
    return three_worlds()


def test_the_pair_is_shown_with_its_passages_and_noted_in_the_access_log(worlds, clock, client_as, session):
    search(worlds[1], clock.now)
    pair_id = pairs_in(session)[0].id
    client = client_as(worlds[1].manager_id)

    listed = client.get(f"/staff/rounds/{worlds[1].round_id}/duplicates").text
    shown = client.get(f"/staff/duplicates/{pair_id}")
    dossier = client.get(f"/staff/applications/{worlds[1].application_id}").text

    assert ("비슷한 글" in listed, f"/staff/duplicates/{pair_id}" in dossier) == (True, True)
    marked = "".join(shown.html.texts("mark"))
    assert "역삼투막의 오염을 낮추는 초음파 세척 장치를 국산화" in marked
    entry = session.scalar(
        select(AccessEntry).order_by(AccessEntry.id.desc()).where(AccessEntry.subject_kind == "organisation")
    )
    assert str(worlds[0].organisation_id) in entry.subject_ids


def test_the_list_shows_those_with_an_open_pair(worlds, clock, client_as):
    search(worlds[1], clock.now)
    path = f"/staff/rounds/{worlds[1].round_id}/applications"
    client = client_as(worlds[1].manager_id)

    found = client.get(path, query_string={"twin": "open"})
    assert found.html.texts("th", scope="row") == [worlds[1].application().receipt_no]
    assert (
        "찾으시는 신청서가 없습니다"
        in client_as(worlds[2].manager_id)
        .get(f"/staff/rounds/{worlds[2].round_id}/applications", query_string={"twin": "open"})
        .text
    )


def test_staff_of_one_program_see_of_the_other_only_what_both_have_in_common(worlds, clock, client_as, session):
    old, new, craft = worlds
    search(new, clock.now)
    pair_id = pairs_in(session)[0].id
    of_new = client_as(a_user("새담당", role=Role.MANAGER, program_id=_program(session, new)))
    of_none = client_as(a_user("남담당", role=Role.MANAGER, program_id=_program(session, craft)))

    page = of_new.get(f"/staff/duplicates/{pair_id}")

    assert (page.status_code, of_none.get(f"/staff/duplicates/{pair_id}").status_code) == (200, 404)
    assert f"/staff/applications/{old.application_id}" not in page.text
    assert f"/staff/applications/{new.application_id}" in page.text
    assert "저희는 막 모듈" not in page.text
    assert client_as(new.representative_id).get(f"/staff/duplicates/{pair_id}").status_code == 404


def _program(session, world):
    session.rollback()
    return world.application().round.program_id


def test_a_pair_is_decided_with_a_reason_and_may_be_decided_anew(worlds, clock, client_as, session):
    search(worlds[1], clock.now)
    pair_id = pairs_in(session)[0].id
    client = client_as(worlds[1].manager_id)

    empty = client.post(f"/staff/duplicates/{pair_id}/confirm", data={"reason": " "})
    done = client.post(f"/staff/duplicates/{pair_id}/confirm", data={"reason": "같은 계획"}, follow_redirects=True)
    again = client.post(
        f"/staff/duplicates/{pair_id}/dismiss", data={"reason": "이어 가는 과제"}, follow_redirects=True
    )

    assert (empty.status_code, "같은 계획" in done.text, "이어 가는 과제" in again.text) == (422, True, True)
    assert pairs_in(session)[0].state is DuplicateState.DISMISSED
    with pytest.raises(StepNotAllowed):
        dismiss_duplicate(actor=worlds[1].actor("manager"), pair_id=pair_id, reason="또", now=clock.now)


def test_only_managers_of_either_program_decide_andsearch(worlds, clock, client_as, session):
    search(worlds[1], clock.now)
    pair_id = pairs_in(session)[0].id
    head = client_as(a_user("이결재", role=Role.HEAD))

    answers = [
        head.get(f"/staff/duplicates/{pair_id}").status_code,
        head.post(f"/staff/duplicates/{pair_id}/confirm", data={"reason": "x"}).status_code,
        head.post(f"/staff/rounds/{worlds[1].round_id}/duplicates/search").status_code,
    ]

    assert answers == [200, 403, 403]
    with pytest.raises((Forbidden, NotFound)):
        confirm_duplicate(actor=worlds[1].actor(), pair_id=pair_id, reason="x", now=clock.now)
    with pytest.raises(Invalid):
        confirm_duplicate(actor=worlds[1].actor("manager"), pair_id=pair_id, reason="", now=clock.now)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_pairs_costs_the_same_for_any_number(app, clock, client_as, query_budget, rows):
    round_id = a_round()
    for number in range(rows + 1):
        made = a_world(name=f"(주)기업{number}", round_id=round_id).complete()
        made.write(story=[STORY])
        made.submit()
    search(made, clock.now)
    client = client_as(made.manager_id)

    with query_budget(14):
        response = client.get(f"/staff/rounds/{round_id}/duplicates")

    assert response.status_code == 200
