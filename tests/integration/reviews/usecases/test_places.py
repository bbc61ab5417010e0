"""Places that are taken, given up and taken back, and who takes part."""

import pytest

from incubator.accounts.roles import Role
from incubator.applications.usecases.withdraw_application import withdraw_application
from incubator.applications.workflow import OutcomeState
from incubator.core.dates import kst
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, StepNotAllowed
from incubator.core.money import Won
from incubator.db.session import session_now
from incubator.programs.queries import list_supports
from incubator.programs.rules.eligibility import Support
from incubator.programs.workflow import ParticipationState
from incubator.reviews.queries import following
from incubator.reviews.rules.following import Ground
from incubator.reviews.usecases.carry_change import carry_change
from incubator.reviews.usecases.propose_revocation import propose_revocation
from incubator.reviews.usecases.settle_objection import Answer
from incubator.reviews.usecases.uphold_objection import uphold_objection
from tests.factories.accounts import a_user, an_actor
from tests.factories.reviews_following import (
    ANSWER,
    OTHERS,
    WHY,
    a_released_round,
    accept,
    an_objection,
    forfeit,
    next_in_line_of,
    offer,
    offered,
    outcome,
    owner,
    participations,
)
from tests.factories.reviews_results import a_results_round

NOTE, HEARING = (
    "제출한 특허가 다른 회사의 것으로 드러났습니다.",
    "2026년 3월 2일 대표를 불러 의견을 들었고 인정했습니다.",
)


@pytest.fixture
def world(app, clock):
    return a_released_round()


def _revoke(world, clock, name="가", who="manager", **changes):
    wanted = {"ground": Ground.FORGED, "note": NOTE, "hearing": HEARING} | changes
    return propose_revocation(actor=world.actor(who), application_id=world.applications[name], now=clock.now, **wanted)


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
    forfeit(world)

    assert (outcome(world, "가").state, outcome(world, "가").reason) == (OutcomeState.FORFEITED, WHY)
    assert [row.state for row in participations(world, "가")] == [ParticipationState.WITHDRAWN]
    assert next_in_line_of(world) == ("다", [])


def test_a_forfeit_is_an_owners_with_a_reason_and_for_good(world, clock):
    company = owner(world, "가").organisation_ids[0]
    editor = an_actor(a_user("이편집", role=Role.ORGANISATION_EDITOR, organisation_id=company).id)

    with pytest.raises(Forbidden):
        forfeit(world, who=editor)
    with pytest.raises(NotFound):
        forfeit(world, who=world.actor("manager"))
    with pytest.raises(Invalid, match="까닭"):
        forfeit(world, reason=" 싫음 ")
    with pytest.raises(StepNotAllowed):
        forfeit(world, "다")
    forfeit(world)
    with pytest.raises(StepNotAllowed):
        forfeit(world)


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
    assert next_in_line_of(world) == ("다", [])


def test_only_an_owner_accepts(world, clock):
    forfeit(world)
    offered(world, "다")
    company = owner(world, "다").organisation_ids[0]
    viewer = an_actor(a_user("정열람", role=Role.ORGANISATION_VIEWER, organisation_id=company).id)

    with pytest.raises(Forbidden):
        accept(world, "다", viewer)
    with pytest.raises(NotFound):
        accept(world, "다", world.actor("outsider"))
    with pytest.raises(StepNotAllowed):
        accept(world, "라")


def test_the_next_on_the_list_accepts_and_takes_part(world, clock):
    forfeit(world)
    offered(world, "다", amount_won=Won(30_000_000))

    assert (outcome(world, "다").state, outcome(world, "다").reply_due_at) == (OutcomeState.OFFERED, kst(2026, 3, 10))
    assert participations(world, "다") == []
    accept(world, "다")

    assert (outcome(world, "다").state, outcome(world, "다").amount_won) == (OutcomeState.SELECTED, 30_000_000)
    assert [row.state for row in participations(world, "다")] == [ParticipationState.ADMITTED]
    with pytest.raises(RuleBroken, match="비어 있는 자리"):
        offer(world, "라")


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
    accept(world, "마")

    assert outcome(world, "마").state is OutcomeState.SELECTED
    assert [row.state for row in participations(world, "마")] == [ParticipationState.ADMITTED]


def test_a_selected_application_is_given_up_and_not_withdrawn(world, clock):
    with pytest.raises(RuleBroken, match="철회할 수 없습니다") as refused:
        withdraw_application(
            actor=owner(world, "가"), application_id=world.applications["가"], reason="", now=clock.now
        )

    assert "선정 포기하기" in str(refused.value.how)
    assert outcome(world, "가").state is OutcomeState.SELECTED
