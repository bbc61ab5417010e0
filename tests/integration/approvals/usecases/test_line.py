"""A draft goes along its line: signed, returned, withdrawn, decided once, and carried out in the same moment."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from incubator.accounts.models import RoleGrant
from incubator.accounts.roles import Role
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.approvals import queries
from incubator.approvals.models import ApprovalLine
from incubator.approvals.rules import LineState, Manner
from incubator.approvals.usecases.return_approval import return_approval
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.approvals.usecases.withdraw_approval import withdraw_approval
from incubator.approvals.workflow import ApprovalState
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken, Stale, StepNotAllowed
from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.models import Round
from incubator.programs.queries import get_round
from incubator.programs.usecases.edit_round import edit_round
from incubator.programs.usecases.publish_due_rounds import publish_due_rounds
from incubator.programs.usecases.request_publication import request_publication
from incubator.programs.usecases.return_round import return_round
from incubator.programs.workflow import RoundState
from tests.factories.accounts import a_grant, a_user, an_actor

REASON = "예산을 다시 확인해 주세요."


def state_of(session, office):
    session.rollback()
    return get_round(session, office.round_id).state


def the(session, approval_id):
    session.rollback()
    return queries.get_approval(session, approval_id)


def test_reviewed_in_order_then_decided_and_published_in_the_same_moment(office, clock, session, facts):
    asked = office.ask(clock.now, "colleague")
    locked = state_of(session, office)

    with pytest.raises(Forbidden, match="차례가 아닙니다"):
        sign_approval(actor=office.actor("head"), approval_id=asked, now=clock.now)
    first = sign_approval(actor=office.actor("colleague"), approval_id=asked, opinion="확인했습니다.", now=clock.now)
    between = state_of(session, office)
    last = sign_approval(actor=office.actor("head"), approval_id=asked, now=clock.now)

    approval = the(session, asked)
    assert (locked, first, between, last) == (RoundState.IN_APPROVAL, False, RoundState.IN_APPROVAL, True)
    assert state_of(session, office) is RoundState.SCHEDULED
    assert (approval.state, approval.number) == (ApprovalState.APPROVED, "2026-IGEN-01-A1")
    assert [(line.state, line.signed_by, line.opinion) for line in approval.lines] == [
        (LineState.SIGNED, office.colleague, "확인했습니다."),
        (LineState.SIGNED, office.head, ""),
    ]
    assert sorted(facts()) == sorted(
        [
            "approval.requested",
            "round.approval_requested",
            "approval.signed",
            "approval.granted",
            "round.approved",
            "round.published",
        ]
    )
    with pytest.raises(StepNotAllowed):
        sign_approval(actor=office.actor("head"), approval_id=asked, now=clock.now)


def test_an_approved_call_waits_for_the_day_it_names(office, clock, session):
    tomorrow = get_round(session, office.round_id).announced_on + timedelta(days=1)
    edit_round(
        actor=office.actor("manager"),
        round_id=office.round_id,
        changes={"announced_on": tomorrow, "opens_at": clock.now + timedelta(days=2)},
        now=clock.now,
    )
    sign_approval(actor=office.actor("head"), approval_id=office.ask(clock.now), now=clock.now)

    waiting = state_of(session, office)
    early = publish_due_rounds(clock.now)
    clock.advance(days=1)
    due = (publish_due_rounds(clock.now), publish_due_rounds(clock.now))

    found = get_round(session, office.round_id)
    assert (waiting, early, due) == (RoundState.APPROVED, 0, (1, 0))
    assert (found.state, found.published_at) == (RoundState.SCHEDULED, clock.now)


def test_what_was_approved_and_is_not_public_yet_may_be_taken_back(office, clock, session):
    later = get_round(session, office.round_id).announced_on + timedelta(days=1)
    changes = {"announced_on": later, "opens_at": clock.now + timedelta(days=2)}
    edit_round(actor=office.actor("manager"), round_id=office.round_id, changes=changes, now=clock.now)
    sign_approval(actor=office.actor("head"), approval_id=office.ask(clock.now), now=clock.now)

    with pytest.raises(RuleBroken, match="승인된 공고"):
        edit_round(actor=office.actor("manager"), round_id=office.round_id, changes={"title": "x"}, now=clock.now)
    return_round(actor=office.actor("manager"), round_id=office.round_id, reason=REASON, now=clock.now)

    assert state_of(session, office) is RoundState.PLANNED
    clock.advance(days=1)
    assert publish_due_rounds(clock.now) == 0


def test_returned_mended_and_asked_again_shows_what_is_different(office, clock, session, facts):
    first = office.ask(clock.now)
    return_approval(actor=office.actor("head"), approval_id=first, reason=REASON, now=clock.now)
    back = state_of(session, office)
    edit_round(actor=office.actor("manager"), round_id=office.round_id, changes={"quota": 9}, now=clock.now)
    second = office.ask(clock.now)

    approval, earlier = the(session, second), the(session, first)
    differing = [key for key, words in approval.after.items() if earlier.after[key] != words]
    assert back is RoundState.PLANNED
    assert (approval.follows_id, approval.number, differing) == (first, "2026-IGEN-01-A2", ["quota"])
    assert approval.sha256 != earlier.sha256
    assert (earlier.state, earlier.settled_reason) == (ApprovalState.RETURNED, REASON)
    assert "round.sent_back" in facts("round")


def test_only_the_drafter_takes_back_and_only_before_it_is_decided(office, clock, session):
    asked = office.ask(clock.now, "colleague")
    sign_approval(actor=office.actor("colleague"), approval_id=asked, now=clock.now)

    for who in ("colleague", "head"):
        with pytest.raises(Forbidden):
            withdraw_approval(actor=office.actor(who), approval_id=asked, reason=REASON, now=clock.now)
    with pytest.raises(Invalid):
        withdraw_approval(actor=office.actor("manager"), approval_id=asked, reason=" ", now=clock.now)
    withdraw_approval(actor=office.actor("manager"), approval_id=asked, reason=REASON, now=clock.now)

    assert state_of(session, office) is RoundState.PLANNED
    sign_approval(actor=office.actor("head"), approval_id=office.ask(clock.now), now=clock.now)
    with pytest.raises(StepNotAllowed):
        withdraw_approval(actor=office.actor("manager"), approval_id=asked, reason=REASON, now=clock.now)


def test_the_drafter_never_decides_not_through_a_second_role_either(office, clock, session):
    a_grant(office.manager, Role.HEAD, program_id=office.program_id)

    with pytest.raises(Invalid) as refusal:
        office.ask(clock.now, head="manager")
    asked = office.ask(clock.now)
    with pytest.raises(Forbidden, match="기안한 사람"):
        sign_approval(actor=office.actor("manager"), approval_id=asked, now=clock.now)
    with pytest.raises(Forbidden, match="기안한 사람"):
        return_approval(actor=office.actor("manager"), approval_id=asked, reason=REASON, now=clock.now)

    assert refusal.value.field == "approver_id"
    assert state_of(session, office) is RoundState.IN_APPROVAL


def test_the_database_itself_refuses_the_drafters_signature(office, clock):
    asked = office.ask(clock.now)

    with pytest.raises(IntegrityError), unit_of_work(bookkeeping=True) as work:
        work.session.execute(
            update(ApprovalLine)
            .where(ApprovalLine.approval_id == asked)
            .values(state=LineState.SIGNED, signed_by=office.manager, signed_at=clock.now, manner=Manner.OWN)
        )


def test_an_approver_whose_role_was_revoked_meanwhile_signs_nothing(office, clock, session):
    asked = office.ask(clock.now)
    grant_id = session.scalars(select(RoleGrant.id).where(RoleGrant.user_id == office.head)).one()
    admin = an_actor(a_user("오관리", role=Role.ADMIN))
    revoke_role(by=admin, grant_id=grant_id, reason="인사 이동", now=clock.now)

    with pytest.raises((Forbidden, NotFound)):
        sign_approval(actor=office.actor("head"), approval_id=asked, now=clock.now)

    page_lost = queries.find_lost(session, the(session, asked), clock.now)
    assert page_lost == {office.head}
    withdraw_approval(actor=office.actor("manager"), approval_id=asked, reason="결재선을 바꿉니다.", now=clock.now)
    sign_approval(
        actor=office.actor("second_head"), approval_id=office.ask(clock.now, head="second_head"), now=clock.now
    )
    assert state_of(session, office) is RoundState.SCHEDULED


def test_what_was_changed_after_it_was_asked_is_not_approved(office, clock, session, facts):
    asked = office.ask(clock.now)
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(update(Round).where(Round.id == office.round_id).values(budget_text="총 9억 원"))

    with pytest.raises(RuleBroken, match="내용이 바뀌었습니다"):
        sign_approval(actor=office.actor("head"), approval_id=asked, now=clock.now)

    assert the(session, asked).state is ApprovalState.IN_REVIEW
    assert [line.state for line in the(session, asked).lines] == [LineState.WAITING]
    assert state_of(session, office) is RoundState.IN_APPROVAL
    assert "approval.granted" not in facts()
    return_approval(actor=office.actor("head"), approval_id=asked, reason=REASON, now=clock.now)
    assert state_of(session, office) is RoundState.PLANNED


def test_while_it_is_decided_nothing_of_it_can_be_changed(office, clock):
    office.ask(clock.now)

    with pytest.raises(RuleBroken, match="결재 중인 안"):
        edit_round(actor=office.actor("manager"), round_id=office.round_id, changes={"title": "x"}, now=clock.now)
    with pytest.raises((RuleBroken, StepNotAllowed)):
        office.ask(clock.now, who="colleague")


def test_a_call_whose_day_has_passed_meanwhile_is_returned_not_published(office, clock, session):
    asked = office.ask(clock.now)
    clock.advance(days=2)

    with pytest.raises(RuleBroken, match="공고일이 지났습니다"):
        sign_approval(actor=office.actor("head"), approval_id=asked, now=clock.now)

    assert state_of(session, office) is RoundState.IN_APPROVAL


def test_a_line_that_cannot_stand_is_refused_and_nothing_is_written(office, clock, session, facts):
    outsider = a_user("밖").id
    for reviewers, head in (
        (("colleague", "colleague"), "head"),
        (("head",), "head"),
        (("manager",), "head"),
        (("stranger",), "head"),
        ((), "colleague"),
        ((), "stranger"),
    ):
        with pytest.raises(Invalid):
            office.ask(clock.now, *reviewers, head=head)
    with pytest.raises(Invalid):
        line = office.line()
        request_publication(
            actor=office.actor("manager"),
            round_id=office.round_id,
            line=type(line)(outsider),
            now=clock.now,
        )

    assert state_of(session, office) is RoundState.PLANNED
    assert facts() == []


def test_others_do_not_learn_of_it_and_a_stale_page_is_refused(office, clock):
    asked = office.ask(clock.now)

    for act in (sign_approval, return_approval, withdraw_approval):
        more = {} if act is sign_approval else {"reason": REASON}
        with pytest.raises(NotFound):
            act(actor=office.actor("stranger"), approval_id=asked, now=clock.now, **more)
        with pytest.raises(NotFound):
            act(actor=office.actor("head"), approval_id=new_id(), now=clock.now, **more)
    withdraw_approval(actor=office.actor("manager"), approval_id=asked, reason=REASON, now=clock.now)
    with pytest.raises(Stale):
        request_publication(
            actor=office.actor("manager"), round_id=office.round_id, line=office.line(), version=1, now=clock.now
        )


def test_what_waits_for_whom(office, clock, session):
    asked = office.ask(clock.now, "colleague")

    def waiting(who):
        session.rollback()
        return [item.id for item in queries.list_waiting_for(session, office.actor(who), clock.now)]

    before = {who: waiting(who) for who in ("manager", "colleague", "head", "second_head")}
    sign_approval(actor=office.actor("colleague"), approval_id=asked, now=clock.now)
    after = {who: waiting(who) for who in ("manager", "colleague", "head", "second_head")}
    return_approval(actor=office.actor("head"), approval_id=asked, reason=REASON, now=clock.now)

    assert before == {"manager": [], "colleague": [asked], "head": [], "second_head": []}
    assert after == {"manager": [], "colleague": [], "head": [asked], "second_head": []}
    assert [item.id for item in queries.list_returned_to(session, office.actor("manager"))] == [asked]
    office.ask(clock.now)
    assert queries.list_returned_to(session, office.actor("manager")) == []
