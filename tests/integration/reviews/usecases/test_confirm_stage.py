"""Signatures, ties and the confirmation of a computation sheet: every refusal."""

import pytest

from incubator.accounts.roles import Role
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale, StepNotAllowed
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.models import Appointment, Assignment, Conflict, Panel
from incubator.reviews.queries import computation as sheets
from incubator.reviews.rules.ties import DecisionKind
from incubator.reviews.usecases.judge_bonus import Judged, judge_bonus
from incubator.reviews.usecases.settle_tie import settle_tie
from incubator.reviews.usecases.sign_computation import sign_computation
from incubator.reviews.workflow import ComputationState, ConflictState, PanelState
from incubator.web import clock
from tests.factories.accounts import a_grant, an_actor
from tests.factories.reviews_results import a_results_round, a_stage, change_score

EXAMPLE = {
    "가": [820, 880, 910, 850, 790],
    "나": [840, 840, 850, 860, 860],
    "다": [950, 700, 780, 830, 880],
    "라": [580, 610, 600, 590, 620],
    "마": [820, 860, 900, 850, 845],
    "바": [840, 860, 850, None, None],
}
TWO = {"가": [800, 820], "나": [700, 720]}
BONUSES = [
    {"key": "b1", "label": "여성기업", "points": 1, "evidence": "확인서"},
    {"key": "b2", "label": "수상", "points": 3, "evidence": "상장"},
]


def _accept(world, name, key, *, accepted=True):
    judge_bonus(
        actor=world.actor(),
        round_id=world.round_id,
        judged=Judged(world.applications[name], key, accepted, "확인서 원본을 봄"),
        now=clock.now(),
    )


def _lines(world, key="s1"):
    sheet = sheets.sheet_in(world.sheet(key))
    names = {one: name for name, one in world.applications.items()}
    return {names[line.application]: line for pool in sheet.pools for line in pool.computation.lines}


def test_a_reviewer_signs_what_he_saw_once(app, clock):
    world = a_results_round(TWO)
    computation_id = world.compute()
    seen, (first, _) = world.sheet().sha256, [row.user_id for row in world.signers()]

    with pytest.raises(Stale):
        sign_computation(actor=an_actor(first), computation_id=computation_id, seen="0" * 64, now=clock.now)
    sign_computation(actor=an_actor(first), computation_id=computation_id, seen=seen, now=clock.now)
    with pytest.raises(RuleBroken, match="이미"):
        sign_computation(actor=an_actor(first), computation_id=computation_id, seen=seen, now=clock.now)
    with pytest.raises(NotFound):
        sign_computation(actor=world.actor("head"), computation_id=computation_id, seen=seen, now=clock.now)


def test_who_was_let_go_does_not_sign(app, clock):
    world = a_results_round(TWO)
    computation_id = world.compute()
    first = world.signers()[0]
    user_id, appointment_id = first.user_id, first.id
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Appointment, appointment_id).dismiss(reason="연락이 되지 않음")

    with pytest.raises(Forbidden):
        sign_computation(
            actor=an_actor(user_id), computation_id=computation_id, seen=world.sheet().sha256, now=clock.now
        )


def test_a_superseded_sheet_is_not_signed(app, clock):
    world = a_results_round(TWO)
    computation_id = world.compute()
    seen, user_id = world.sheet().sha256, world.signers()[0].user_id
    world.compute(reason="다시 집계합니다.")

    with pytest.raises(StepNotAllowed):
        sign_computation(actor=an_actor(user_id), computation_id=computation_id, seen=seen, now=clock.now)


def test_confirmation_names_who_has_not_signed(app, clock):
    world = a_results_round(TWO)
    world.compute()
    world.sign(but=1)

    with pytest.raises(RuleBroken, match="1분과 위원 2"):
        world.confirm()


def test_a_signed_sheet_is_confirmed_with_its_panels(app, clock):
    world = a_results_round(TWO)
    world.settle()

    assert world.sheet().state is ComputationState.CONFIRMED
    assert [panel.state for panel in sheets.list_panels(session_now(), world.stage_id())] == [PanelState.CONFIRMED]
    with pytest.raises(StepNotAllowed):
        world.confirm()


def test_only_a_head_who_did_not_compute_confirms(app, clock):
    world = a_results_round(TWO)
    world.compute()
    world.sign()

    with pytest.raises(Forbidden):
        world.confirm(who="manager")
    a_grant(world.manager_id, Role.HEAD)
    with pytest.raises(Forbidden, match="집계한 사람"):
        world.confirm(who="manager")


def test_a_score_that_changed_after_computing_stops_the_confirmation(app, clock):
    world = a_results_round(TWO)
    world.compute()
    world.sign()
    change_score(world, "가", 1, 810)

    with pytest.raises(Stale, match="다릅니다"):
        world.confirm()


def test_an_unlocked_panel_stops_the_confirmation(app, clock):
    world = a_results_round(TWO)
    world.compute()
    world.sign()
    with unit_of_work(bookkeeping=True) as work:
        work.session.query(Panel).one().reopen(reason="점수를 다시 봅니다.")

    with pytest.raises(RuleBroken, match="마감하지 않은"):
        world.confirm()


def test_an_application_nobody_scored_stops_the_confirmation(app, clock):
    world = a_results_round({"가": [800, 820], "나": [None, None]})
    world.compute()
    world.sign()

    with pytest.raises(RuleBroken, match="아무도 평가하지 않은"):
        world.confirm()


def test_a_tie_blocks_until_the_committee_settles_it(app, clock):
    world = a_results_round({"가": [800], "나": [800]}, tie_chain=["without_bonus"])
    world.compute()
    world.sign()
    one, other = world.applications["가"], world.applications["나"]

    with pytest.raises(RuleBroken, match="동점"):
        world.confirm()
    settle = {"actor": world.actor(), "stage_id": world.stage_id(), "kind": DecisionKind.LOT, "now": clock.now}
    with pytest.raises(Invalid, match="순서"):
        settle_tie(order=(one, one), minutes="위원회가 추첨함", **settle)
    with pytest.raises(Invalid, match="순서"):
        settle_tie(order=(one,), minutes="위원회가 추첨함", **settle)
    with pytest.raises(Invalid, match="회의록"):
        settle_tie(order=(other, one), minutes="", **settle)
    settle_tie(order=(other, one), minutes="위원회가 추첨함", **settle)
    world.sign()
    world.confirm()

    places = sheets.sheet_in(world.sheet()).pools[0].ranking.places
    assert [place.application for place in places] == [other, one]


def test_a_tie_before_the_last_stage_goes_on_and_blocks_nothing(app, clock):
    world = a_results_round(
        {"가": [900], "나": [800], "다": [800], "라": [700]},
        stages=[a_stage("s1", weight_percent=30, cut_percent=200), a_stage("s2", weight_percent=70)],
        quota=1,
    )
    world.settle("s1")

    passed = sheets.sheet_in(world.sheet("s1")).pools[0].cut.passed
    assert {name for name, one in world.applications.items() if one in passed} == {"가", "나", "다"}


def test_a_bonus_says_what_it_rests_on_and_stops_with_the_sheet(app, clock):
    world = a_results_round(TWO, bonuses=BONUSES, bonus_cap=5)
    one = world.applications["가"]

    with pytest.raises(Invalid):
        judge_bonus(actor=world.actor(), round_id=world.round_id, judged=Judged(one, "b1", True, " "), now=clock.now)
    with pytest.raises(NotFound):
        judge_bonus(
            actor=world.actor(), round_id=world.round_id, judged=Judged(one, "b9", True, "확인서"), now=clock.now
        )
    world.settle()
    with pytest.raises(RuleBroken, match="확정"):
        _accept(world, "가", "b1")


def test_a_sheet_a_decision_rests_on_is_not_computed_again(app, clock):
    world = a_results_round(TWO)
    world.settle()
    world.propose("가", "나")

    with pytest.raises(RuleBroken, match="선정안"):
        world.compute(reason="다시 집계합니다.")


def test_a_recused_evaluator_is_no_zero(app, clock):
    world = a_results_round({"가": [800, 900]})
    with unit_of_work(bookkeeping=True) as work:
        assignment = work.session.query(Assignment).first()
        work.session.add(
            Conflict(
                appointment_id=assignment.appointment_id,
                application_id=world.applications["가"],
                kind="recusal",
                ground="mentored",
                facts=[],
                state=ConflictState.CONFIRMED,
                reason="멘토링함",
                decided_at=clock.now,
                created_at=clock.now,
            )
        )

    world.compute()

    line = _lines(world)["가"].stages[0]
    assert (line.n, [row.reason.value for row in line.entry.left_out]) == (1, ["recused"])
