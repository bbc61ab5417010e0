"""The waiting list, forfeits, revocations, and who takes part."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from incubator import commands
from incubator.accounts.roles import Role
from incubator.applications.queries.eligibility import list_findings
from incubator.applications.usecases.accept_place import accept_place
from incubator.applications.usecases.forfeit_selection import forfeit_selection
from incubator.applications.usecases.lapse_offers import lapse_offers
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import OutcomeState
from incubator.core.dates import kst
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, StepNotAllowed
from incubator.core.money import Won
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Round
from incubator.programs.queries import get_round, list_supports
from incubator.programs.rules.eligibility import Support
from incubator.programs.workflow import ParticipationState
from incubator.reviews.models import SelectionChange
from incubator.reviews.queries import following
from incubator.reviews.rules.following import Ground
from incubator.reviews.rules.waiting import Skip
from incubator.reviews.usecases.carry_change import carry_change
from incubator.reviews.usecases.close_waiting_lists import close_waiting_lists
from incubator.reviews.usecases.propose_revocation import propose_revocation
from incubator.reviews.usecases.refuse_change import refuse_change
from incubator.reviews.usecases.settle_objection import Answer
from incubator.reviews.usecases.uphold_objection import uphold_objection
from tests.factories.accounts import a_grant, a_user, an_actor
from tests.factories.reviews_following import (
    ANSWER,
    OTHERS,
    a_released_round,
    an_objection,
    change,
    offer,
    offered,
    outcome,
    owner,
    participations,
    release,
)
from tests.factories.reviews_results import a_results_round

WHY = "다른 사업에 참여하기로 했습니다."
NOTE, HEARING = (
    "제출한 특허가 다른 회사의 것으로 드러났습니다.",
    "2026년 3월 2일 대표를 불러 의견을 들었고 인정했습니다.",
)


@pytest.fixture
def world(app, clock):
    return a_released_round()


def _forfeit(world, clock, name="가", who=None, reason=WHY):
    forfeit_selection(
        actor=who or owner(world, name), application_id=world.applications[name], reason=reason, now=clock.now
    )


def _accept(world, clock, name, who=None):
    accept_place(actor=who or owner(world, name), application_id=world.applications[name], now=clock.now)


def _revoke(world, clock, name="가", who="manager", **changes):
    wanted = {"ground": Ground.FORGED, "note": NOTE, "hearing": HEARING} | changes
    return propose_revocation(actor=world.actor(who), application_id=world.applications[name], now=clock.now, **wanted)


def _next(world, clock):
    session = session_now()
    session.rollback()
    decision = following.get_released(session, world.round_id)
    results = following.list_results(session, world.round_id)
    (pool,) = set(following.pools_of(decision).values())
    found = following.next_of(session, get_round(session, world.round_id), decision, results, pool, clock.now)
    names = {one: name for name, one in world.applications.items()}
    return names.get(found.application), [(names[row.application], row.why) for row in found.skipped]


def test_the_selected_take_part_and_nobody_else(world):
    found = {name: [row.state for row in participations(world, name)] for name in world.applications}

    admitted = [ParticipationState.ADMITTED]
    assert found == {"가": admitted, "나": admitted, "다": [], "라": [], "마": []}


def test_the_rule_about_overlapping_support_reads_the_participation(world, clock):
    session = session_now()
    session.rollback()
    company = following.get_result(session, world.applications["가"]).application.organisation_id
    other = a_results_round({"하": [700]}, quota=1)
    session.rollback()

    assert list_supports(session, company, besides=other.round_id) == (Support("I-Gen 챌린지", is_running=True),)


def test_a_forfeit_frees_a_place_and_ends_the_participation(world, clock):
    _forfeit(world, clock)

    assert (outcome(world, "가").state, outcome(world, "가").reason) == (OutcomeState.FORFEITED, WHY)
    assert [row.state for row in participations(world, "가")] == [ParticipationState.WITHDRAWN]
    assert _next(world, clock) == ("다", [])


def test_a_forfeit_is_an_owners_with_a_reason_and_for_good(world, clock):
    company = owner(world, "가").organisation_ids[0]
    editor = an_actor(a_user("이편집", role=Role.ORGANISATION_EDITOR, organisation_id=company).id)

    with pytest.raises(Forbidden):
        _forfeit(world, clock, who=editor)
    with pytest.raises(NotFound):
        _forfeit(world, clock, who=world.actor("manager"))
    with pytest.raises(Invalid, match="까닭"):
        _forfeit(world, clock, reason=" 싫음 ")
    with pytest.raises(StepNotAllowed):
        _forfeit(world, clock, "다")
    _forfeit(world, clock)
    with pytest.raises(StepNotAllowed):
        _forfeit(world, clock)


def test_the_next_on_the_list_accepts_and_takes_part(world, clock):
    _forfeit(world, clock)
    offered(world, "다", amount_won=Won(30_000_000))

    assert (outcome(world, "다").state, outcome(world, "다").reply_by) == (OutcomeState.OFFERED, kst(2026, 3, 10))
    assert participations(world, "다") == []
    _accept(world, clock, "다")

    assert (outcome(world, "다").state, outcome(world, "다").amount_won) == (OutcomeState.SELECTED, 30_000_000)
    assert [row.state for row in participations(world, "다")] == [ParticipationState.ADMITTED]
    with pytest.raises(RuleBroken, match="비어 있는 자리"):
        offer(world, "라")


def test_an_offer_needs_a_free_place_and_its_turn(world, clock):
    with pytest.raises(RuleBroken, match="비어 있는 자리"):
        offer(world, "다")
    _forfeit(world, clock)
    with pytest.raises(RuleBroken, match="지금 차례가 아닙니다"):
        offer(world, "라")
    with pytest.raises(RuleBroken):
        offer(world, "마")
    with pytest.raises(StepNotAllowed):
        offer(world, "나")


def test_two_people_offer_a_place(world, clock):
    _forfeit(world, clock)
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
    _forfeit(world, clock)
    moved = offer(world, "다")

    with pytest.raises(IntegrityError), unit_of_work(bookkeeping=True) as work:
        row = work.session.get_one(SelectionChange, moved)
        row.carry(by=world.manager_id, at=clock.now)


def test_a_refused_change_changes_nothing_and_can_be_moved_again(world, clock):
    _forfeit(world, clock)
    moved = offer(world, "다")

    with pytest.raises(Invalid):
        refuse_change(actor=world.actor("head"), change_id=moved, reason="음", now=clock.now)
    refuse_change(actor=world.actor("head"), change_id=moved, reason="금액을 다시 정해 주세요.", now=clock.now)

    assert (change(moved).verdict, outcome(world, "다").state) == ("refused", OutcomeState.WAITLISTED)
    assert offer(world, "다") != moved


def test_silence_hands_the_place_on_and_says_who_was_skipped(world, clock):
    _forfeit(world, clock)
    offered(world, "다")
    reply_by = outcome(world, "다").reply_by
    clock.set(reply_by - timedelta(microseconds=1))
    assert lapse_offers(now=clock.now) == 0
    clock.set(reply_by)

    with pytest.raises(RuleBroken, match="답변 기한"):
        _accept(world, clock, "다")
    commands.tick(clock.now)

    assert outcome(world, "다").state is OutcomeState.FORFEITED
    assert _next(world, clock) == ("라", [("다", Skip.SILENT)])
    assert lapse_offers(now=clock.now) == 0


def test_who_declines_an_offer_is_skipped_as_having_declined(world, clock):
    _forfeit(world, clock)
    offered(world, "다")
    _forfeit(world, clock, "다")

    assert _next(world, clock) == ("라", [("다", Skip.DECLINED)])
    assert participations(world, "다") == []


def test_who_is_no_longer_eligible_is_skipped(world, clock):
    _forfeit(world, clock)
    moved = offer(world, "다")
    withdraw_application(
        actor=owner(world, "다"), application_id=world.applications["다"], reason="그만둡니다.", now=clock.now
    )

    assert _next(world, clock) == ("라", [("다", Skip.INELIGIBLE)])
    with pytest.raises(RuleBroken):
        carry_change(actor=world.actor("head"), change_id=moved, now=clock.now)
    assert (change(moved).verdict, outcome(world, "다").state) == ("", OutcomeState.WAITLISTED)


def test_conditions_of_the_call_are_checked_again(world, clock):
    _forfeit(world, clock)
    with unit_of_work(bookkeeping=True) as work:
        round_ = work.session.get_one(Round, world.round_id)
        round_.eligibility = [{"key": "r0", "kind": "region", "regions": ["26"]}]
        application = following.get_result(work.session, world.applications["다"]).application
        found = list_findings(work.session, round_, application.organisation, {}, others=0, now=clock.now)

    assert [str(one.outcome) for one in found] == ["fail"]
    assert _next(world, clock) == (None, [("다", Skip.INELIGIBLE), ("라", Skip.INELIGIBLE)])
    with pytest.raises(RuleBroken, match="남은 신청이 없습니다"):
        offer(world, "다")


def test_nobody_is_asked_two_months_after_the_agreements_began(world, clock):
    clock.set(kst(2026, 5, 29, 10))
    _forfeit(world, clock)
    offered(world, "다")
    assert outcome(world, "다").reply_by == kst(2026, 6, 2)

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
    _forfeit(world, clock)
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
    _forfeit(made, clock)

    with pytest.raises(Invalid, match="1원") as refused:
        offer(made, "다", amount_won=Won(30_000_001))
    assert list(refused.value.problems) == ["amount"]
    offered(made, "다", amount_won=Won(30_000_000))


def test_a_revocation_takes_a_ground_a_hearing_and_two_people(app, world, clock):
    with pytest.raises(Invalid):
        _revoke(world, clock, hearing=" ")
    with pytest.raises(Forbidden):
        _revoke(world, clock, who="head")
    with pytest.raises(StepNotAllowed):
        _revoke(world, clock, "다")
    moved = _revoke(world, clock)
    with pytest.raises(RuleBroken, match="이미 올린"):
        _revoke(world, clock)
    carry_change(actor=world.actor("head"), change_id=moved, now=clock.now)

    assert (outcome(world, "가").state, outcome(world, "가").reason) == (OutcomeState.REVOKED, NOTE)
    assert [row.state for row in participations(world, "가")] == [ParticipationState.WITHDRAWN]
    assert _next(world, clock) == ("다", [])


def test_an_upheld_objection_gets_a_place_whatever_the_list_says(world, clock):
    objection_id = an_objection(world, "마")
    with pytest.raises(RuleBroken):
        offer(world, "마")
    uphold_objection(
        actor=world.actor("head"),
        objection_id=objection_id,
        answer=Answer(members=OTHERS, words=ANSWER),
        now=clock.now,
    )

    offered(world, "마")
    _accept(world, clock, "마")

    assert outcome(world, "마").state is OutcomeState.SELECTED
    assert [row.state for row in participations(world, "마")] == [ParticipationState.ADMITTED]


def test_only_an_owner_accepts(world, clock):
    _forfeit(world, clock)
    offered(world, "다")
    company = owner(world, "다").organisation_ids[0]
    viewer = an_actor(a_user("정열람", role=Role.ORGANISATION_VIEWER, organisation_id=company).id)

    with pytest.raises(Forbidden):
        _accept(world, clock, "다", viewer)
    with pytest.raises(NotFound):
        _accept(world, clock, "다", world.actor("outsider"))
    with pytest.raises(StepNotAllowed):
        _accept(world, clock, "라")
