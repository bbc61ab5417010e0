"""The release of a decision: who signs, what everybody is told, and what does not change before it."""

from datetime import timedelta

import pytest

from incubator.accounts.roles import Role
from incubator.applications.queries.outcomes import find_outcome, list_outcomes
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import OutcomeState
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.core.errors import Invalid, RuleBroken, StepNotAllowed
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.usecases.change_settings import change_settings
from incubator.reviews.models import Panel
from incubator.reviews.queries import computation as sheets
from incubator.reviews.usecases.confirm_decision import confirm_decision
from incubator.reviews.usecases.request_release import request_release
from incubator.reviews.usecases.withdraw_decision import withdraw_decision
from incubator.reviews.workflow import DecisionState
from tests.factories.accounts import a_user, an_actor
from tests.factories.applications import a_round
from tests.factories.programs import ELIGIBILITY
from tests.factories.reviews_results import a_locked_panel, a_results_round, a_stage

POINTS = {"가": [900], "나": [850], "다": [800], "라": [700], "마": [500]}


@pytest.fixture
def world(app, clock):
    """Two seats, two places on the waiting list; 마 is below the floor.  Nothing is proposed yet."""
    made = a_results_round(POINTS)
    made.settle()
    return made


def _confirm(world, clock, who="head"):
    decision = world.decision()
    confirm_decision(actor=world.actor(who), decision_id=decision.id, seen=decision.sha256, now=clock.now)


def _ask(world, clock, approver="head"):
    return request_release(
        actor=world.actor(),
        decision_id=world.decision().id,
        line=Line(getattr(world, f"{approver}_id")),
        now=clock.now,
    )


def _release(world, clock):
    world.propose("가", "나")
    world.deliberate()
    _confirm(world, clock)
    sign_approval(actor=world.actor("head"), approval_id=_ask(world, clock), now=clock.now)


def test_the_release_waits_for_the_confirmation_and_another_hand(world, clock):
    world.propose("가", "나")
    with pytest.raises(StepNotAllowed):
        _ask(world, clock)
    world.deliberate()
    _confirm(world, clock)

    with pytest.raises(Invalid, match="올린 사람"):
        _ask(world, clock, "manager")
    _ask(world, clock)
    with pytest.raises(RuleBroken, match="진행 중"):
        _ask(world, clock)
    with pytest.raises(RuleBroken, match="거둘 수 없습니다"):
        withdraw_decision(actor=world.actor(), decision_id=world.decision().id, reason="다시 봅니다.", now=clock.now)


def test_what_changed_after_asking_is_not_released(world, clock):
    world.propose("가", "나")
    world.deliberate()
    _confirm(world, clock)
    approval_id = _ask(world, clock)
    withdraw_application(
        actor=an_actor(world.members["다"]),
        application_id=world.applications["다"],
        reason="사업을 접습니다.",
        now=clock.now,
    )

    with pytest.raises(RuleBroken, match="바뀌었습니다"):
        sign_approval(actor=world.actor("head"), approval_id=approval_id, now=clock.now)
    assert world.decision().state is DecisionState.CONFIRMED
    assert list_outcomes(session_now(), world.round_id) == []


def test_the_last_signature_tells_everybody_at_once(world, clock, deliver):
    _release(world, clock)

    outcomes = {row.application_id: row for row in list_outcomes(session_now(), world.round_id)}
    found = {name: (outcomes[one].state, outcomes[one].waiting_no) for name, one in world.applications.items()}
    assert found == {
        "가": (OutcomeState.SELECTED, None),
        "나": (OutcomeState.SELECTED, None),
        "다": (OutcomeState.WAITLISTED, 1),
        "라": (OutcomeState.WAITLISTED, 2),
        "마": (OutcomeState.NOT_SELECTED, None),
    }
    decision = world.decision()
    assert (decision.state, decision.released_by) == (DecisionState.RELEASED, world.head_id)


def test_the_time_of_delivery_is_written_down_with_the_notice(world, clock, deliver):
    _release(world, clock)
    assert find_outcome(session_now(), world.applications["가"]).delivered_at is None

    clock.advance(minutes=7)
    deliver()

    session_now().rollback()
    assert find_outcome(session_now(), world.applications["가"]).delivered_at == clock.now


def test_scores_are_told_only_when_the_decision_says_so(world, clock):
    world.propose("가", "나", shows_scores=True, next_steps="5월 4일까지 협약 서류를 냅니다.")
    world.deliberate()
    _confirm(world, clock)
    sign_approval(actor=world.actor("head"), approval_id=_ask(world, clock), now=clock.now)

    told = find_outcome(session_now(), world.applications["가"])
    other = find_outcome(session_now(), world.applications["다"])
    assert (told.score, told.next_steps, other.next_steps) == ("90.00", "5월 4일까지 협약 서류를 냅니다.", "")


def test_who_ended_at_an_earlier_stage_is_told_so(app, clock):
    world = a_results_round(
        {"가": [900], "나": [800], "다": [700]},
        stages=[a_stage("s1", weight_percent=30, cut_percent=200), a_stage("s2", weight_percent=70)],
        quota=1,
    )
    world.settle("s1")
    a_locked_panel(world, "s2", {"가": [800], "나": [900]}, label="발표", absent=["가"])
    world.settle("s2")
    world.propose("나")
    world.deliberate()
    _confirm(world, clock)
    sign_approval(actor=world.actor("head"), approval_id=_ask(world, clock), now=clock.now)

    found = {name: find_outcome(session_now(), one) for name, one in world.applications.items()}
    assert {name: (row.state.value, row.ground, row.stage) for name, row in found.items()} == {
        "가": ("outcome_not_selected", "ground_absent", "서류 평가"),
        "나": ("outcome_selected", "", "서류 평가"),
        "다": ("outcome_not_selected", "ground_rank", "서류 평가"),
    }


def test_a_released_decision_is_not_taken_back(world, clock):
    _release(world, clock)

    with pytest.raises(StepNotAllowed):
        withdraw_decision(actor=world.actor(), decision_id=world.decision().id, reason="다시 봅니다.", now=clock.now)


def test_criteria_do_not_change_once_scoring_has_begun(app, clock):
    """The round still receives, and nobody has handed in: the call itself would let it change."""
    round_id = a_round(stages=[a_stage("s1", 100)], eligibility=ELIGIBILITY)
    manager = a_user("박담당", role=Role.MANAGER).id
    change = {"actor": an_actor(manager), "round_id": round_id, "line": None, "version": None, "now": clock.now}
    stages = [a_stage("s1", 60, 40)]
    with unit_of_work(bookkeeping=True) as work:
        stage_id = sheets.get_round(work.session, an_actor(manager), round_id).stage_rows[0].id
        work.session.add(
            Panel(
                round_id=round_id,
                stage_id=stage_id,
                label="1분과",
                seats=5,
                secretary_id=manager,
                meets_at=clock.now,
                access_ends_at=clock.now + timedelta(days=1),
                opened_at=clock.now,
                created_at=clock.now,
            )
        )

    with pytest.raises(RuleBroken, match="평가를 시작한 뒤에는"):
        change_settings(changes={"stages": stages}, reason="배점을 나눕니다.", **change)
    session_now().rollback()
    rows = sheets.get_round(session_now(), an_actor(manager), round_id).stage_rows
    assert [criterion.points for criterion in rows[0].criteria] == [100]
    change_settings(changes={"contact_name": "다른 팀"}, reason="담당 팀이 바뀌었습니다.", **change)
