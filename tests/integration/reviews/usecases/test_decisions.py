"""From ranks to a released decision: every refusal on the way, and what everybody is told at its end."""

import pytest

from incubator.accounts.roles import Role
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.core.errors import Forbidden, Invalid, RuleBroken, Stale, StepNotAllowed
from incubator.db.session import session_now
from incubator.reviews.queries.decisions import race_of
from incubator.reviews.rules.decided import Vote
from incubator.reviews.usecases.confirm_decision import confirm_decision
from incubator.reviews.usecases.deliberate_decision import deliberate_decision
from incubator.reviews.usecases.request_release import request_release
from incubator.reviews.usecases.withdraw_decision import withdraw_decision
from incubator.reviews.workflow import DecisionState, Standing
from tests.factories.accounts import a_grant
from tests.factories.reviews_results import FIVE, MINUTES, a_results_round, the_round

POINTS = {"가": [900], "나": [850], "다": [800], "라": [700], "마": [500]}


@pytest.fixture
def world(app, clock):
    """Two seats, two places on the waiting list; 마 is below the floor.  Nothing is proposed yet."""
    made = a_results_round(POINTS)
    made.settle()
    return made


def _standings(world):
    names = {one: name for name, one in world.applications.items()}
    return {names[line.application_id]: (line.standing, line.waiting_no) for line in world.decision().lines}


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


def test_a_proposal_fills_seats_and_waiting_list_by_rank(world):
    world.propose("가", "나")

    assert _standings(world) == {
        "가": (Standing.SELECTED, None),
        "나": (Standing.SELECTED, None),
        "다": (Standing.WAITLISTED, 1),
        "라": (Standing.WAITLISTED, 2),
        "마": (Standing.BELOW_FLOOR, None),
    }


def test_a_round_whose_last_sheet_is_not_confirmed_has_no_proposal(app, clock):
    world = a_results_round(POINTS)
    world.compute()

    with pytest.raises(RuleBroken, match="확정되지 않아"):
        world.propose("가")


def test_a_round_without_seats_has_no_proposal(app, clock):
    world = a_results_round(POINTS, quota=None)
    world.settle()

    with pytest.raises(RuleBroken, match="선정 규모가 없어"):
        world.propose("가")


def test_nobody_below_the_floor_is_chosen_with_whatever_reason(world):
    with pytest.raises(Invalid) as refused:
        world.propose("가", "마", reasons={world.applications["마"]: "지역 균형"})

    assert set(refused.value.problems) == {f"pick.{world.applications['마']}"}


def test_departing_from_the_rank_asks_for_a_reason_on_both_sides(world):
    one, other = world.applications["나"], world.applications["다"]

    with pytest.raises(Invalid) as refused:
        world.propose("가", "다")
    assert set(refused.value.problems) == {f"why.{one}", f"why.{other}"}
    world.propose("가", "다", reasons={one: "같은 기관의 다른 지원", other: "위원회의 지역 균형 판단"})
    assert {line.deviation for line in world.decision().lines} >= {"같은 기관의 다른 지원", "위원회의 지역 균형 판단"}


def test_more_than_the_seats_says_how_many(world):
    with pytest.raises(Invalid) as refused:
        world.propose("가", "나", "다", reasons={world.applications["다"]: "한 곳 더"})

    assert "1개를 줄여" in str(refused.value.problems["pick"][0])


def test_a_sum_over_the_budget_says_by_how_much(world):
    amounts = {world.applications["가"]: 30_000_000, world.applications["나"]: 25_000_000}

    with pytest.raises(Invalid) as refused:
        world.propose("가", "나", amounts=amounts, budget_won=50_000_000)

    assert "5,000,000원 많습니다" in str(refused.value.problems["budget"][0])


def test_a_quota_larger_than_the_field_leaves_seats_empty_and_is_told(app, clock):
    world = a_results_round({"가": [900], "나": [500]}, quota=5)
    world.settle()

    assert race_of(session_now(), the_round(world)).short == 4
    world.propose("가")
    assert _standings(world) == {"가": (Standing.SELECTED, None), "나": (Standing.BELOW_FLOOR, None)}


def test_each_division_fills_its_own_seats(app, clock):
    divisions = [{"key": "d1", "label": "기계", "quota": 1}, {"key": "d2", "label": "바이오", "quota": 1}]
    world = a_results_round(
        {"가": [900], "나": [850], "다": [700]},
        divisions=divisions,
        division_of={"가": "d1", "나": "d1", "다": "d2"},
        waiting_list_length=1,
    )
    world.settle()

    world.propose("가", "다")

    assert _standings(world) == {
        "가": (Standing.SELECTED, None),
        "나": (Standing.WAITLISTED, 1),
        "다": (Standing.SELECTED, None),
    }


def test_there_is_one_decision_at_a_time(world):
    world.propose("가", "나")

    with pytest.raises(RuleBroken, match="이미 올린"):
        world.propose("가", "나")


@pytest.mark.parametrize(
    ("votes", "why"),
    [
        (FIVE[:4], "5명부터"),
        ((*FIVE[:4], ("위원1", Vote.FOR)), "두 번"),
        ([(f"위원{number}", Vote.AGAINST) for number in range(5)], "과반수"),
        ([*FIVE[:2], ("ㄱ", Vote.ABSTAINED), ("ㄴ", Vote.AGAINST), ("ㄷ", Vote.RECUSED)], "과반수"),
        ([(f"위원{number}", Vote.FOR) for number in range(16)], "15명까지"),
    ],
)
def test_a_committee_that_could_not_decide_is_refused(world, clock, votes, why):
    world.propose("가", "나")

    with pytest.raises(Invalid, match=why):
        deliberate_decision(
            actor=world.actor(), decision_id=world.decision().id, minutes=MINUTES, votes=votes, now=clock.now
        )


def test_minutes_say_something(world, clock):
    world.propose("가", "나")

    with pytest.raises(Invalid) as refused:
        deliberate_decision(
            actor=world.actor(), decision_id=world.decision().id, minutes="함", votes=FIVE, now=clock.now
        )
    assert refused.value.field == "minutes"


def test_confirming_takes_a_head_after_the_committee_and_what_he_saw(world, clock):
    world.propose("가", "나")
    with pytest.raises(StepNotAllowed):
        _confirm(world, clock)
    world.deliberate()

    with pytest.raises(Forbidden):
        _confirm(world, clock, "manager")
    a_grant(world.manager_id, Role.HEAD)
    with pytest.raises(Forbidden, match="올린 사람"):
        _confirm(world, clock, "manager")
    with pytest.raises(Stale):
        confirm_decision(actor=world.actor("head"), decision_id=world.decision().id, seen="0" * 64, now=clock.now)
    _confirm(world, clock)
    assert world.decision().state is DecisionState.CONFIRMED


def test_a_proposal_that_is_taken_back_makes_room_for_another(world, clock):
    world.propose("가", "나")
    decision_id = world.decision().id

    with pytest.raises(Invalid):
        withdraw_decision(actor=world.actor(), decision_id=decision_id, reason=" ", now=clock.now)
    withdraw_decision(actor=world.actor(), decision_id=decision_id, reason="금액을 다시 정합니다.", now=clock.now)
    world.propose("가", "나")
    assert world.decision().no == 2
