"""An application to a divided round chooses its division when it starts."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from incubator.accounts.roles import Role
from incubator.applications.models import Application, ApplicationVersion
from incubator.applications.usecases.start_application import start_application
from incubator.core.errors import Invalid, RuleBroken
from incubator.db.session import session_now
from incubator.organisations.queries import list_for_member
from incubator.programs.queries import get_whole_round, list_divisions
from incubator.programs.usecases.change_settings import change_settings
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import World, a_company, a_round, a_world

DIVISIONS = [
    {"key": "youth", "label": "청년 Idea", "label_en": "Youth Idea", "quota": 4},
    {"key": "sme", "label": "중소기업 Jump-up", "label_en": "SME Jump-up", "quota": 3},
]


@pytest.fixture
def divided(clock):
    return a_round(divisions=DIVISIONS, quota=7, eligibility=[{"key": "once", "kind": "one_application_per_round"}])


@pytest.fixture
def founder(app):
    person = a_user("김하늘", role=None)
    a_company(person)
    return person


def test_the_page_asks_for_the_division_and_keeps_it(divided, founder, client_as, session):
    client = client_as(founder)
    path = f"/rounds/{divided}/apply"

    without = client.post(path, data=_typed(client, path))
    answer = client.post(path, data=_typed(client, path) | {"division": "sme"})

    assert without.status_code == 422
    assert answer.status_code == 302
    chosen = session.scalars(select(Application)).one().division_id
    assert {item.id: item.key for item in list_divisions(session, divided)}[chosen] == "sme"


def _typed(client, path):
    form = client.get(path).html.form()
    return form.with_values({}) | {"act": "start"}


@pytest.mark.parametrize("division", ["", "nobody", "SME"])
def test_a_division_that_is_none_is_refused(divided, founder, clock, session, division):
    organisation_id = a_company(founder, name="(주)둘째")

    with pytest.raises(Invalid) as refusal:
        start_application(
            actor=an_actor(founder),
            round_id=divided,
            organisation_id=organisation_id,
            self_check={},
            acknowledged=False,
            division=division,
            now=clock.now,
        )

    assert refusal.value.field == "division"
    session.rollback()
    assert session.scalars(select(Application)).all() == []


def test_a_round_without_divisions_asks_for_none(clock):
    assert a_world().application().division_id is None


def test_a_division_somebody_has_chosen_cannot_be_taken_out(divided, founder, clock, session):
    _started(divided, founder, clock, "sme")
    with pytest.raises(RuleBroken, match="이미 쓰고 있어서"):
        change_settings(
            actor=an_actor(a_user(role=Role.MANAGER)),
            round_id=divided,
            changes={"divisions": [], "quota": 7},
            reason="부문을 없앱니다.",
            line=None,
            version=None,
            now=clock.now,
        )

    session.rollback()
    assert [row["key"] for row in get_whole_round(session, divided).divisions] == ["youth", "sme"]


def test_the_list_is_narrowed_by_division(divided, founder, clock, client_as, session):
    _started(divided, founder, clock, "sme")
    other = a_user("이하늘", role=None)
    a_company(other, name="(주)청년기업")
    _started(divided, other, clock, "youth")
    manager = client_as(a_user("박담당", role=Role.MANAGER))
    ids = {item.key: item.id for item in list_divisions(session, divided)}
    page = manager.get(
        f"/staff/rounds/{divided}/applications?division={ids['youth']}&columns=applicant&columns=division"
    )

    assert "청년기업" in page.html.main
    assert "청년 Idea" in page.html.main
    assert "바다정보" not in page.html.main


def _started(round_id, person, clock, division):
    actor = an_actor(person)
    (organisation, *_) = list_for_member(session_now(), actor)
    return start_application(
        actor=actor,
        round_id=round_id,
        organisation_id=organisation.id,
        self_check={},
        acknowledged=False,
        division=division,
        now=clock.now,
    )


def test_the_division_is_part_of_what_was_handed_in(divided, founder, clock, session):
    started = _started(divided, founder, clock, "sme")
    world = World(
        round_id=divided,
        organisation_id=started.application_id,
        representative_id=founder.id,
        editor_id=founder.id,
        viewer_id=founder.id,
        outsider_id=founder.id,
        manager_id=founder.id,
        application_id=started.application_id,
    )

    world.complete().submit()

    session.rollback()
    version = session.scalars(select(ApplicationVersion)).one()
    assert version.snapshot["division"] == {"key": "sme", "label": "중소기업 Jump-up"}
