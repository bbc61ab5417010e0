"""전결 by kind and amount: up to the limit in force a manager's signature decides; over it a head must sign."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update

from incubator.accounts.roles import Role
from incubator.approvals import queries
from incubator.approvals.rules import Act, Manner
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.approvals.workflow import ApprovalState
from incubator.core.dates import day_in_kst
from incubator.core.errors import Forbidden, Invalid, RuleBroken
from incubator.db.unit_of_work import unit_of_work
from incubator.parameters.usecases.set_parameter import set_parameter
from incubator.programs.models import Round
from incubator.programs.queries import get_round
from incubator.programs.queries.authority import find_limit
from incubator.programs.queries.drafts import Draft
from incubator.programs.usecases.request_round_approval import amount_of
from incubator.programs.workflow import RoundState
from tests.factories.accounts import a_user, an_actor

LIMIT = 50_000_000


def _budget(round_id, amount_won):
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(update(Round).where(Round.id == round_id).values(budget_won=amount_won))


def _set_limit(clock, value=LIMIT, act=Act.PUBLISH, days=0):
    set_parameter(
        actor=an_actor(a_user("최관리", role=Role.ADMIN)),
        key=f"approvals.{act.value}_limit_won",
        value=value,
        effective_on=day_in_kst(clock.now) + timedelta(days=days),
        note="위임전결 규정 개정",
        now=clock.now,
    )


@pytest.fixture
def within(office, clock):
    """The limit is set and the call lies on it."""
    _set_limit(clock)
    _budget(office.round_id, LIMIT)
    return office


def test_up_to_the_limit_a_manager_who_did_not_draft_decides_by_delegation(within, clock, session, client_as):
    asked = within.ask(clock.now, head="colleague")
    page = client_as(within.colleague).get(f"/staff/approvals/{asked}").html

    decided = sign_approval(actor=within.actor("colleague"), approval_id=asked, now=clock.now)

    session.rollback()
    approval = queries.get_approval(session, asked)
    assert "전결: 공고 게시은(는) 50,000,000원까지 사업 담당자의 서명으로 확정됩니다." in page.main
    assert decided is True
    assert (approval.state, approval.amount_won, approval.limit_won) == (ApprovalState.APPROVED, LIMIT, LIMIT)
    assert approval.lines[-1].manner is Manner.DELEGATED
    assert get_round(session, within.round_id).state is RoundState.SCHEDULED


@pytest.mark.parametrize("amount_won", [LIMIT + 1, None])
def test_over_the_limit_or_without_a_known_amount_a_head_must_sign(office, clock, client_as, amount_won):
    _set_limit(clock)
    _budget(office.round_id, amount_won)

    with pytest.raises(Invalid) as refused:
        office.ask(clock.now, head="colleague")
    asked = office.ask(clock.now)

    assert refused.value.field == "approver_id"
    with pytest.raises(Forbidden):
        sign_approval(actor=office.actor("colleague"), approval_id=asked, now=clock.now)
    assert sign_approval(actor=office.actor("head"), approval_id=asked, now=clock.now) is True


def test_the_drafter_never_decides_whatever_the_limit(within, clock):
    with pytest.raises(Invalid):
        within.ask(clock.now, head="manager")
    asked = within.ask(clock.now, head="colleague")

    with pytest.raises(Forbidden):
        sign_approval(actor=within.actor("manager"), approval_id=asked, now=clock.now)


def test_a_head_in_the_line_signs_in_his_own_right(within, clock, session):
    asked = within.ask(clock.now)

    sign_approval(actor=within.actor("head"), approval_id=asked, now=clock.now)

    session.rollback()
    assert queries.get_approval(session, asked).lines[-1].manner is Manner.OWN


def test_a_limit_lowered_meanwhile_counts_and_nothing_is_signed(within, clock, session):
    asked = within.ask(clock.now, head="colleague")
    _set_limit(clock, 10_000_000)

    with pytest.raises(RuleBroken, match="전결 한도가 바뀌어"):
        sign_approval(actor=within.actor("colleague"), approval_id=asked, now=clock.now)

    session.rollback()
    assert queries.get_approval(session, asked).state is ApprovalState.IN_REVIEW


def test_a_limit_holds_from_its_day_and_for_its_kind_of_decision(office, clock, session):
    _set_limit(clock, days=7)
    later = clock.now + timedelta(days=7)

    assert find_limit(session, Act.PUBLISH, 1_000, clock.now) is None
    assert find_limit(session, Act.PUBLISH, 1_000, later) == LIMIT
    assert find_limit(session, Act.EXTEND, 1_000, later) is None
    assert find_limit(session, Act.PUBLISH, LIMIT + 1, later) is None


def test_a_manager_moved_away_decides_nothing_and_is_shown_as_lost(within, clock, session):
    asked = within.ask(clock.now, head="colleague")
    approval = queries.get_approval(session, asked)
    session.rollback()

    assert queries.find_lost(session, approval, clock.now) == set()
    assert within.colleague not in {
        user.id
        for user in queries.list_candidates(
            session,
            program_id=within.program_id,
            branch_id=None,
            drafter_id=within.colleague,
            now=clock.now,
            limit_won=1,
        ).delegates
    }


def test_a_correction_of_the_budget_is_about_the_larger_amount():
    about = Round(budget_won=10)

    assert amount_of(about, Draft([], {})) == 10
    assert amount_of(about, Draft([], {"changes": {"budget_won": 90}})) == 90
    assert amount_of(about, Draft([], {"changes": {"budget_won": 1}})) == 10
    assert amount_of(about, Draft([], {"changes": {"budget_won": None}})) is None
    assert amount_of(Round(budget_won=None), Draft([], {"changes": {"budget_won": 5}})) is None


def test_the_page_that_asks_offers_whose_signature_decides(within, clock, client_as):
    page = client_as(within.manager).get(f"/staff/rounds/{within.round_id}/publish").html

    options = page.texts("option")
    assert "최동료 (전결)" in options
    assert "이담당 (전결)" not in options
    assert "전결: 예산 50,000,000원까지는 사업 담당자의 서명으로도 확정됩니다." in page.main


def test_the_budget_is_typed_in_won_and_bad_amounts_are_answered_at_the_field(office, client_as, session):
    client = client_as(office.manager)
    url = f"/staff/rounds/{office.round_id}/edit"

    refused = client.submit(url, budget_won="일억쯤")
    kept = client.submit(url, budget_won="48,000,000")

    session.rollback()
    assert refused.status_code == 422
    assert "금액을 원 단위 숫자로 적어 주세요." in refused.html.main
    assert refused.html.find("input", id="budget_won").get("value") == "일억쯤"
    assert kept.status_code == 302
    assert get_round(session, office.round_id).budget_won == 48_000_000
