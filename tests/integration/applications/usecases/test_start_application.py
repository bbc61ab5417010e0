from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.applications.models import Application
from incubator.applications.usecases.start_application import start_application
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken
from incubator.programs.rules.names import DECLARATIONS
from incubator.programs.workflow import RoundState
from tests.factories.accounts import an_actor
from tests.factories.applications import a_round, a_world

ONLY_PRE_FOUNDERS = [{"key": "who", "kind": "applicant_kind", "kinds": ["pre_founder"]}]


@pytest.fixture
def world(app, clock):
    return a_world()


def _start(world, clock, who="representative", **changes):
    wanted = {
        "actor": world.actor(who),
        "round_id": world.round_id,
        "organisation_id": world.organisation_id,
        "self_check": {},
        "acknowledged": False,
        "now": clock.now,
    } | changes
    return start_application(**wanted)


@pytest.mark.parametrize(("who", "error"), [("viewer", Forbidden), ("outsider", NotFound), ("manager", NotFound)])
def test_start_is_for_those_who_write_for_the_company(world, clock, who, error):
    with pytest.raises(error):
        _start(world, clock, who, round_id=a_round())


def test_start_by_an_editor_opens_a_draft_of_the_rounds_form(world, clock, session):
    started = _start(world, clock, "editor", round_id=a_round())

    application = session.get(Application, started.application_id)
    assert started.is_new
    assert (application.started_by, application.applicant_name) == (world.editor_id, "(주)바다정보")


def test_start_again_leads_to_the_draft_that_is_there(world, clock):
    again = _start(world, clock, "editor")

    assert (again.application_id, again.is_new) == (world.application_id, False)


@pytest.mark.parametrize("state", [RoundState.CLOSED, RoundState.CANCELLED])
def test_start_is_refused_when_the_round_does_not_receive(world, clock, state):
    with pytest.raises(RuleBroken):
        _start(world, clock, round_id=a_round(state=state))


def test_start_is_refused_before_the_opening_and_after_the_deadline(world, clock):
    round_id = a_round(opens_at=clock.now + timedelta(hours=1), closes_at=clock.now + timedelta(days=2))

    with pytest.raises(RuleBroken):
        _start(world, clock, round_id=round_id)
    clock.advance(days=3)
    with pytest.raises(RuleBroken):
        _start(world, clock, round_id=round_id)


def test_start_does_not_tell_of_a_round_that_is_not_public(world, clock):
    with pytest.raises(NotFound):
        _start(world, clock, round_id=a_round(state=RoundState.PLANNED))


def test_a_failing_condition_must_be_read_before_starting(world, clock):
    round_id = a_round(eligibility=ONLY_PRE_FOUNDERS)

    with pytest.raises(Invalid) as refused:
        _start(world, clock, round_id=round_id)
    started = _start(world, clock, round_id=round_id, acknowledged=True)

    assert refused.value.field == "acknowledged"
    assert started.is_new


def test_what_was_declared_is_kept_and_strange_keys_are_not(world, clock, session):
    declaration = next(iter(DECLARATIONS))
    round_id = a_round(eligibility=[{"key": "tax", "kind": "declaration", "declaration": declaration}])

    started = _start(world, clock, round_id=round_id, self_check={declaration: True, "state": True})

    kept = session.scalar(select(Application.self_check).where(Application.id == started.application_id))
    assert kept == {declaration: True}


def test_the_actor_of_a_removed_member_starts_nothing(world, clock):
    with pytest.raises(NotFound):
        _start(world, clock, actor=an_actor(world.outsider_id))
