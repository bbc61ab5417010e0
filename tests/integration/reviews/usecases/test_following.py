"""The waiting list: whose turn it is, who was passed over and why, when it ends."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from incubator import commands
from incubator.accounts.roles import Role
from incubator.applications.queries.eligibility import list_findings
from incubator.applications.usecases.lapse_offers import lapse_offers
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import OutcomeState
from incubator.core.dates import kst
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, StepNotAllowed
from incubator.core.money import Won
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Round
from incubator.reviews.models import SelectionChange
from incubator.reviews.queries import following
from incubator.reviews.rules.waiting import Skip
from incubator.reviews.usecases.carry_change import carry_change
from incubator.reviews.usecases.close_waiting_lists import close_waiting_lists
from incubator.reviews.usecases.refuse_change import refuse_change
from tests.factories.accounts import a_grant
from tests.factories.reviews_following import (
    a_released_round,
    accept,
    change,
    forfeit,
    next_in_line_of,
    offer,
    offered,
    outcome,
    owner,
    participations,
    release,
)
from tests.factories.reviews_results import a_results_round


@pytest.fixture
def world(app, clock):
    return a_released_round()


def test_an_offer_needs_a_free_place_and_its_turn(world, clock):
    with pytest.raises(RuleBroken, match="비어 있는 자리"):
        offer(world, "다")
    forfeit(world)
    with pytest.raises(RuleBroken, match="지금 차례가 아닙니다"):
        offer(world, "라")
    with pytest.raises(RuleBroken):
        offer(world, "마")
    with pytest.raises(StepNotAllowed):
        offer(world, "나")


def test_two_people_offer_a_place(world, clock):
    forfeit(world)
    a_grant(world.manager_id, Role.HEAD)
    moved = offer(world, "다")

    with pytest.raises(RuleBroken, match="이미 올린"):
        offer(world, "다")
    with pytest.raises(Forbidden, match="두 사람"):
        carry_change(actor=world.actor("manager"), change_id=moved, now=clock.now)
    with pytest.raises(NotFound):
        carry_change(actor=world.actor("outsider"), change_id=moved, now=clock.now)
    with pytest.raises(Forbidden):
        carry_change(actor=world.actor("auditor"), change_id=moved, now=clock.now)
    carry_change(actor=world.actor("head"), change_id=moved, now=clock.now)
    with pytest.raises(RuleBroken, match="이미 정한"):
        carry_change(actor=world.actor("second_head"), change_id=moved, now=clock.now)

    assert change(moved).decided_by == world.head_id


def test_the_database_refuses_one_person_for_both(world, clock):
    forfeit(world)
    moved = offer(world, "다")

    with pytest.raises(IntegrityError), unit_of_work(bookkeeping=True) as work:
        row = work.session.get_one(SelectionChange, moved)
        row.carry(by=world.manager_id, at=clock.now)


def test_a_refused_change_changes_nothing_and_can_be_moved_again(world, clock):
    forfeit(world)
    moved = offer(world, "다")

    with pytest.raises(Invalid):
        refuse_change(actor=world.actor("head"), change_id=moved, reason="음", now=clock.now)
    refuse_change(actor=world.actor("head"), change_id=moved, reason="금액을 다시 정해 주세요.", now=clock.now)

    assert (change(moved).verdict, outcome(world, "다").state) == ("refused", OutcomeState.WAITLISTED)
    assert offer(world, "다") != moved


def test_silence_hands_the_place_on_and_says_who_was_skipped(world, clock):
    forfeit(world)
    offered(world, "다")
    reply_due_at = outcome(world, "다").reply_due_at
    clock.set(reply_due_at - timedelta(microseconds=1))
    assert lapse_offers(now=clock.now) == 0
    clock.set(reply_due_at)

    with pytest.raises(RuleBroken, match="답변 기한"):
        accept(world, "다")
    commands.tick(clock.now)

    assert outcome(world, "다").state is OutcomeState.FORFEITED
    assert next_in_line_of(world) == ("라", [("다", Skip.SILENT)])
    assert lapse_offers(now=clock.now) == 0


def test_who_declines_an_offer_is_skipped_as_having_declined(world, clock):
    forfeit(world)
    offered(world, "다")
    forfeit(world, "다")

    assert next_in_line_of(world) == ("라", [("다", Skip.DECLINED)])
    assert participations(world, "다") == []


def test_who_is_no_longer_eligible_is_skipped(world, clock):
    forfeit(world)
    moved = offer(world, "다")
    withdraw_application(
        actor=owner(world, "다"), application_id=world.applications["다"], reason="그만둡니다.", now=clock.now
    )

    assert next_in_line_of(world) == ("라", [("다", Skip.INELIGIBLE)])
    with pytest.raises(RuleBroken):
        carry_change(actor=world.actor("head"), change_id=moved, now=clock.now)
    assert (change(moved).verdict, outcome(world, "다").state) == ("", OutcomeState.WAITLISTED)


def test_conditions_of_the_call_are_checked_again(world, clock):
    forfeit(world)
    with unit_of_work(bookkeeping=True) as work:
        round_ = work.session.get_one(Round, world.round_id)
        round_.eligibility = [{"key": "r0", "kind": "region", "regions": ["4817"]}]
        application = following.get_result(work.session, world.applications["다"]).application
        found = list_findings(work.session, round_, application.organisation, {}, others=0, now=clock.now)

    assert [str(one.outcome) for one in found] == ["fail"]
    assert next_in_line_of(world) == (None, [("다", Skip.INELIGIBLE), ("라", Skip.INELIGIBLE)])
    with pytest.raises(RuleBroken, match="남은 신청이 없습니다"):
        offer(world, "다")


def test_nobody_is_asked_two_months_after_the_agreements_began(world, clock):
    clock.set(kst(2026, 5, 29, 10))
    forfeit(world)
    offered(world, "다")
    assert outcome(world, "다").reply_due_at == kst(2026, 6, 2)

    clock.set(kst(2026, 6, 2))
    lapse_offers(now=clock.now)
    with pytest.raises(RuleBroken, match="효력이 끝났습니다"):
        offer(world, "라")


def test_the_waiting_list_ends_by_the_clock(world, clock):
    clock.set(kst(2026, 6, 2) - timedelta(microseconds=1))
    assert close_waiting_lists(now=clock.now) == 0
    clock.set(kst(2026, 6, 2))

    assert close_waiting_lists(now=clock.now) == 2
    assert close_waiting_lists(now=clock.now) == 0
    assert {outcome(world, name).state for name in ("다", "라")} == {OutcomeState.CLOSED}


def test_without_a_start_of_agreements_the_limit_cannot_be_counted(world, clock):
    forfeit(world)
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Round, world.round_id).agreement_on = None

    with pytest.raises(RuleBroken, match="협약 시작일이 없어"):
        offer(world, "다")


def test_an_offer_stays_within_the_budget(app, clock):
    made = a_results_round({"가": [900], "나": [850], "다": [800]}, quota=2)
    with unit_of_work(bookkeeping=True) as work:
        work.session.get_one(Round, made.round_id).agreement_on = kst(2026, 4, 1).date()
    made.settle()
    amounts = {made.applications[name]: Won(30_000_000) for name in ("가", "나")}
    release(made, "가", "나", amounts=amounts, budget_won=Won(60_000_000))
    forfeit(made)

    with pytest.raises(Invalid, match="1원") as refused:
        offer(made, "다", amount_won=Won(30_000_001))
    assert list(refused.value.problems) == ["amount"]
    offered(made, "다", amount_won=Won(30_000_000))
