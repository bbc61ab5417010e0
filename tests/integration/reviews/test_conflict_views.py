"""Conflicts of interest and challenges in the client."""

import pytest
from sqlalchemy import select

from incubator.accounts.models import User
from incubator.db.session import session_now
from incubator.reviews.models import Appointment, Challenge, Conflict
from incubator.reviews.workflow import AppointmentState, ConflictState
from tests.factories.reviews_people import a_panel_world, a_pool_member, user_of


@pytest.fixture
def world(clock):
    return a_panel_world()


def _fresh(kind, key):
    session_now().rollback()
    return session_now().get_one(kind, key)


def test_the_secretary_decides_conflicts(world, client_as, deliver):
    member = a_pool_member("소속위원", employer="(주)가나")
    client = client_as(world.manager_id)
    while user_of(member) not in {person.user_id for person in world.people()}:
        panel = world.panel()
        assert panel.seats < 30
        client.submit(f"/staff/panels/{world.panel_id}/edit", seats=str(panel.seats + 1))
        world.draw()
    (found,) = world.conflicts()
    deliver()
    page = f"/staff/panels/{world.panel_id}/conflicts"

    listed = client.get(page).get_data(as_text=True)
    home = client.get("/home").get_data(as_text=True)
    blank = client.post(f"{page}/{found.id}/dismiss", data={"reason": ""})
    dismissed = client.post(f"{page}/{found.id}/dismiss", data={"reason": "이름만 같은 다른 회사입니다."})
    confirmed = client.post(f"{page}/{found.id}/confirm", data={"reason": "같은 회사였습니다."})

    assert "소속위원" in listed
    assert "확인할 이해충돌이 1건 있습니다" in home
    assert (blank.status_code, dismissed.status_code, confirmed.status_code) == (422, 302, 302)
    assert client.get(f"{page}/{found.id}").status_code == 200
    assert _fresh(Conflict, found.id).state is ConflictState.CONFIRMED


def test_an_applicants_challenge_finds_the_reviewer_and_is_answered(world, client_as, deliver):
    world.draw()
    name = _fresh(User, world.people()[0].user_id).name
    application = world.applications[0]
    applicant = client_as(application.representative_id)
    page = f"/applications/{application.application_id}/challenge"

    nobody = applicant.submit(page, reason="친분이 있습니다.")
    filed = applicant.submit(page, person=name, reason="전에 다투었습니다.")
    challenge = session_now().scalars(select(Challenge)).one()
    manager = client_as(world.manager_id)
    answer = f"/staff/panels/{world.panel_id}/challenges/{challenge.id}"
    seen = manager.get(answer).get_data(as_text=True)
    answered = manager.submit(answer, reason="확인했고, 해당하면 그 위원은 이 평가에서 빠집니다.")
    twice = manager.post(answer, data={"reason": "또 답합니다."})
    deliver()

    assert (nobody.status_code, filed.status_code, answered.status_code, twice.status_code) == (422, 302, 302, 409)
    (conflict,) = world.conflicts()
    assert (conflict.kind, conflict.state) == ("challenge", ConflictState.PROPOSED)
    assert name in seen
    assert "이 평가에서 빠집니다" in applicant.get(page).get_data(as_text=True)


def test_a_challenge_on_the_day_of_the_panel_is_too_late(world, client_as, clock):
    application = world.applications[0]
    client = client_as(application.representative_id)
    page = f"/applications/{application.application_id}/challenge"
    typed = client.get(page).status_code
    clock.set(world.panel().meets_at)

    answer = client_as(application.representative_id).post(page, data={"person": "아무개", "reason": "까닭"})

    assert (typed, answer.status_code) == (200, 409)
    assert "아무개" in answer.get_data(as_text=True)


def test_staff_enter_a_challenge_and_let_somebody_go(world, client_as):
    world.draw()
    first = world.people()[0]
    page = f"/staff/panels/{world.panel_id}/people/{first.id}"
    client, head = client_as(world.manager_id), client_as(world.head_id)
    entry = {"c-application_id": str(world.applications[1].application_id), "c-reason": "신청인이 말로 알렸습니다."}

    shown = client.get(page)
    entered, twice = (client.post(page + "/challenge", data=entry) for _ in range(2))
    waived = [one.post(page + "/waive", data={"reason": "개방형 공모입니다."}).status_code for one in (client, head)]
    gone = client.post(page + "/dismiss", data={"reason": "연락이 끊겼습니다."})

    assert (shown.status_code, entered.status_code, twice.status_code) == (200, 302, 409)
    assert (waived, gone.status_code) == ([403, 302], 302)
    person = _fresh(Appointment, first.id)
    assert (person.state, person.waiver) == (AppointmentState.DISMISSED, "개방형 공모입니다.")
