"""The end of a round is told through the use cases, whatever panels there are."""

from datetime import timedelta

from incubator.applications.queries.outcomes import list_outcomes
from incubator.applications.workflow import OutcomeState
from incubator.core.events import Bus
from incubator.db.session import session_now
from incubator.demo.reviews_results import tell_results
from incubator.demo.story import Story
from tests.factories.reviews_results import a_locked_panel, a_results_round, a_stage


def test_a_round_is_computed_decided_and_released_in_three_days(app, clock):
    world = a_results_round(
        {"(주)가람": [900], "(주)나래": [800], "(주)다솜": [500]},
        stages=[a_stage("s1", weight_percent=30), a_stage("s2", weight_percent=70)],
        quota=1,
    )
    a_locked_panel(world, "s2", {"(주)가람": [700], "(주)나래": [900]}, label="발표")
    bus: Bus = app.extensions["incubator"].bus
    story = Story(bus, clock.now + timedelta(days=4))
    story.people |= {"main": world.manager_id, "head": world.head_id}
    story.rounds["igen3"] = world.round_id

    tell_results(story, call="igen3", by="main", head="head", at=clock.now + timedelta(hours=1))
    story.tell()

    found = {row.application_id: (row.state, row.delivered_at) for row in list_outcomes(session_now(), world.round_id)}
    told = clock.now + timedelta(days=2, hours=1)
    assert found == {
        world.applications["(주)가람"]: (OutcomeState.WAITLISTED, told),
        world.applications["(주)나래"]: (OutcomeState.SELECTED, told),
        world.applications["(주)다솜"]: (OutcomeState.NOT_SELECTED, told),
    }
