from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from incubator.core.errors import Forbidden, Invalid, RuleBroken, Stale
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.models import Assignment, AssignmentRun, Panel
from incubator.reviews.queries.assignment import list_taken
from incubator.reviews.rules.allotment import Wish
from incubator.reviews.usecases.assign_everybody import assign_everybody
from incubator.reviews.usecases.assign_reviewer import assign_reviewer
from incubator.reviews.usecases.publish_assignment import publish_assignment
from incubator.reviews.usecases.solve_assignment import solve_assignment
from incubator.reviews.usecases.withdraw_assignment import withdraw_assignment
from tests.factories.reviews_sheets import a_panel_world


@pytest.fixture
def bare(app, clock):
    """Three applications, four reviewers, nothing assigned."""
    return a_panel_world(reviewers=4, assigned=False)


def _taken(world, session):
    session.rollback()
    return list_taken(session, world.panel_id)


def _solve(world, clock, **wish):
    wanted = {"demand": 2, "most": 2, "seed": 7} | wish
    return solve_assignment(actor=world.actor(), panel_id=world.panel_id, wish=Wish(**wanted), now=clock.now)


def _publish(world, run_id, clock):
    publish_assignment(actor=world.actor(), panel_id=world.panel_id, run_id=run_id, now=clock.now)


def _run(session, run_id):
    session.rollback()
    return session.get_one(AssignmentRun, run_id)


def test_everybody_gets_everything_but_conflicts_with_one_press(bare, clock, session):
    bare.hinder(0, 1)

    count = assign_everybody(actor=bare.actor(), panel_id=bare.panel_id, now=clock.now)

    assert count == 11
    assert (bare.applications[0], bare.appointments[1]) not in _taken(bare, session)
    with pytest.raises(RuleBroken, match="이미 모두에게"):
        assign_everybody(actor=bare.actor(), panel_id=bare.panel_id, now=clock.now)


def test_the_limit_of_one_person_is_told_with_the_difference(app, clock):
    world = a_panel_world(assigned=False, load_most=1)

    with pytest.raises(RuleBroken, match="2건 많습니다"):
        assign_everybody(actor=world.actor(), panel_id=world.panel_id, now=clock.now)


def test_a_run_changes_nothing_until_it_is_published(bare, clock, session):
    run_id = _solve(bare, clock)

    assert _taken(bare, session) == set()
    found = _run(session, run_id).found
    assert len(found["pairs"]) == 6
    assert found["fairness"]["most_load"] <= 2
    _publish(bare, run_id, clock)
    assert len(_taken(bare, session)) == 6
    with pytest.raises(RuleBroken):
        _publish(bare, run_id, clock)


def test_the_same_seed_gives_the_same_answer(bare, clock, session):
    first, second = _solve(bare, clock), _solve(bare, clock)

    assert _run(session, first).found == _run(session, second).found


def test_forced_and_forbidden_pairs_and_conflicts_hold(bare, clock, session):
    forced = (bare.applications[0], bare.appointments[3])
    forbidden = (bare.applications[1], bare.appointments[3])
    bare.hinder(2, 0)

    run_id = _solve(bare, clock, forced=frozenset({forced}), forbidden=frozenset({forbidden}))

    pairs = {(row["application_id"], row["appointment_id"]) for row in _run(session, run_id).found["pairs"]}
    assert tuple(map(str, forced)) in pairs
    assert tuple(map(str, forbidden)) not in pairs
    assert (str(bare.applications[2]), str(bare.appointments[0])) not in pairs


def test_what_cannot_be_solved_is_told_by_limit_and_difference(bare, clock, session, client_as):
    run_id = _solve(bare, clock, demand=4, most=1)

    page = client_as(bare.manager_id).get(f"/staff/panels/{bare.panel_id}/assignment?run={run_id}")

    assert "8건이 모자랍니다" in page.get_data(as_text=True)
    with pytest.raises(RuleBroken):
        _publish(bare, run_id, clock)


@pytest.mark.parametrize("wish", [{"demand": 5}, {"demand": 0}, {"most": 4}, {"most": 0}])
def test_wishes_nobody_can_meet_are_refused_beside_the_field(bare, clock, wish):
    with pytest.raises(Invalid) as refused:
        _solve(bare, clock, **wish)

    assert refused.value.field == next(iter(wish))


def test_a_run_is_stale_when_a_conflict_was_found_meanwhile(bare, clock):
    run_id = _solve(bare, clock)
    bare.hinder(0, 0)

    with pytest.raises(Stale):
        _publish(bare, run_id, clock)


def test_repair_moves_as_little_as_possible_and_keeps_what_was_begun(app, clock, session):
    world = a_panel_world(reviewers=4, assigned=False)
    _publish(world, _solve(world, clock), clock)
    before = _taken(world, session)
    hit = min(before, key=str)
    world.hinder(world.applications.index(hit[0]), world.appointments.index(hit[1]))

    run_id = _solve(world, clock, most=3, repair=True)
    _publish(world, run_id, clock)

    after = _taken(world, session)
    assert hit not in after
    assert before - after == {hit}
    assert len(after) == 6


def test_by_hand_within_the_limits_and_back_with_a_reason(bare, clock, session):
    pair = {"application_id": bare.applications[0], "appointment_id": bare.appointments[0]}
    act = {"actor": bare.actor(), "panel_id": bare.panel_id, "now": clock.now}
    assign_reviewer(**act, **pair)
    with pytest.raises(RuleBroken, match="이미 이 위원"):
        assign_reviewer(**act, **pair)
    found = session.scalars(select(Assignment)).one()

    with pytest.raises(Invalid):
        withdraw_assignment(**act, assignment_id=found.id, reason="")
    withdraw_assignment(**act, assignment_id=found.id, reason="일정이 맞지 않음")

    assert _taken(bare, session) == set()


def test_a_pair_in_conflict_is_not_assigned_by_hand(bare, clock):
    bare.hinder()

    with pytest.raises(RuleBroken, match="배정할 수 없습니다"):
        assign_reviewer(
            actor=bare.actor(),
            panel_id=bare.panel_id,
            application_id=bare.applications[0],
            appointment_id=bare.appointments[0],
            now=clock.now,
        )


def test_only_managers_assign(bare, clock):
    with pytest.raises(Forbidden):
        assign_everybody(actor=bare.actor("auditor"), panel_id=bare.panel_id, now=clock.now)


def test_the_page_computes_shows_reasons_and_publishes(bare, client_as, session):
    client = client_as(bare.manager_id)
    address = f"/staff/panels/{bare.panel_id}/assignment"
    wish = f"wish.{bare.applications[0]}.{bare.appointments[0]}"

    bad = client.post(f"{address}/runs", data={"demand": "여럿", "most": "2", "seed": "7", wish: "force"})
    answer = client.post(f"{address}/runs", data={"demand": "2", "most": "2", "seed": "7", wish: "force"})
    page = client.get(answer.location).get_data(as_text=True)
    run_id = re.search(r"/runs/([0-9a-f-]{36})/publish", page)[1]
    client.post(f"{address}/runs/{run_id}/publish")

    assert bad.status_code == 422
    assert 'value="force" selected' in bad.get_data(as_text=True)
    assert "왜 이 위원인가" in page
    assert len(_taken(bare, session)) == 6


def test_a_locked_panel_keeps_its_assignment(bare, clock):
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Panel, bare.panel_id).lock(at=clock.now)

    with pytest.raises(RuleBroken, match="마감한"):
        assign_everybody(actor=bare.actor(), panel_id=bare.panel_id, now=clock.now)
