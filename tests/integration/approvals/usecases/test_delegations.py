"""전결 and 대결: borrowed authority signs in its lender's place, never for a draft of one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from incubator.accounts.models import RoleGrant
from incubator.accounts.roles import Role
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.approvals import queries
from incubator.approvals.rules import Act, Manner
from incubator.approvals.usecases.delegate_authority import delegate_authority
from incubator.approvals.usecases.end_delegation import end_delegation
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken
from incubator.programs.queries import get_round
from incubator.programs.workflow import RoundState
from tests.factories.accounts import a_user, an_actor


def lend(office, clock, *, to="colleague", manner=Manner.STAND_IN, acts=(Act.PUBLISH,), days=7, **changes):
    wanted = {
        "actor": office.actor("head"),
        "to_id": getattr(office, to),
        "manner": manner,
        "acts": list(acts),
        "starts_at": clock.now,
        "ends_at": clock.now + timedelta(days=days) if days else None,
        "reason": "출장으로 자리를 비웁니다.",
        "now": clock.now,
    }
    return delegate_authority(**(wanted | changes))


@pytest.mark.parametrize(("manner", "days"), [(Manner.STAND_IN, 7), (Manner.DELEGATED, None)])
def test_a_stand_in_decides_in_the_lenders_place_and_it_is_written_down(office, clock, session, manner, days):
    lend(office, clock, manner=manner, days=days)
    asked = office.ask(clock.now)

    waits = [item.id for item in queries.list_waiting_for(session, office.actor("colleague"), clock.now)]
    session.rollback()
    decided = sign_approval(actor=office.actor("colleague"), approval_id=asked, now=clock.now)

    (line,) = queries.get_approval(session, asked).lines
    assert (waits, decided) == ([asked], True)
    assert (line.signer_id, line.signed_by, line.manner) == (office.head, office.colleague, manner)
    assert get_round(session, office.round_id).state is RoundState.SCHEDULED


def test_borrowed_authority_never_decides_ones_own_draft(office, clock):
    lend(office, clock, to="manager")
    asked = office.ask(clock.now)

    with pytest.raises(Forbidden, match="기안한 사람"):
        sign_approval(actor=office.actor("manager"), approval_id=asked, now=clock.now)


def test_it_ends_by_time_by_hand_and_with_the_lenders_role(office, clock, session):
    given = lend(office, clock, days=1)
    asked = office.ask(clock.now)

    def refused():
        with pytest.raises(Forbidden):
            sign_approval(actor=office.actor("colleague"), approval_id=asked, now=clock.now)

    end_delegation(actor=office.actor("head"), delegation_id=given, now=clock.now)
    refused()
    lend(office, clock, days=1)
    clock.advance(hours=24)
    refused()
    lend(office, clock, acts=(Act.CANCEL,))
    refused()
    lend(office, clock)
    grant_id = session.scalars(select(RoleGrant.id).where(RoleGrant.user_id == office.head)).one()
    revoke_role(by=an_actor(a_user("오관리", role=Role.ADMIN)), grant_id=grant_id, reason="인사 이동", now=clock.now)
    refused()


def test_what_may_be_lent_by_whom_to_whom(office, clock, session):
    with pytest.raises(Forbidden):
        lend(office, clock, actor=office.actor("manager"))
    outsider = a_user("밖").id
    for changes in (
        {"to_id": outsider},
        {"to_id": office.head},
        {"acts": []},
        {"ends_at": None},
        {"starts_at": clock.now - timedelta(days=5), "ends_at": clock.now},
        {"reason": " "},
    ):
        with pytest.raises(Invalid):
            lend(office, clock, **changes)

    assert queries.list_delegations(session, office.actor("head")) == []


def test_only_the_lender_ends_it_once(office, clock):
    given = lend(office, clock)

    with pytest.raises(Forbidden):
        end_delegation(actor=office.actor("colleague"), delegation_id=given, now=clock.now)
    with pytest.raises(NotFound):
        end_delegation(actor=office.actor("stranger"), delegation_id=given, now=clock.now)
    end_delegation(actor=office.actor("head"), delegation_id=given, now=clock.now)
    with pytest.raises(RuleBroken):
        end_delegation(actor=office.actor("head"), delegation_id=given, now=clock.now)


def test_who_reaches_another_program_alone_cannot_stand_in_here(office, clock):
    lend(office, clock, to="stranger")
    asked = office.ask(clock.now)

    with pytest.raises(NotFound):
        sign_approval(actor=office.actor("stranger"), approval_id=asked, now=clock.now)
