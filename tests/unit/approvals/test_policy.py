"""Who may do what to an approval: role by place in the line by step."""

from __future__ import annotations

import pytest

from incubator.accounts.actor import Actor, Grant
from incubator.accounts.roles import Role
from incubator.approvals import policy
from incubator.approvals.models import Approval, ApprovalLine, Delegation
from incubator.approvals.rules import LOST, Act, LineState, Manner, Part, Power
from incubator.approvals.workflow import ApprovalStep
from incubator.core.ids import new_id
from tests.factories.accounts import an_unsaved_actor

PROGRAM, BRANCH, OTHER = new_id(), new_id(), new_id()
DRAFTS, REVIEWS, DECIDES = new_id(), new_id(), new_id()
MANAGER, HEAD = Grant(Role.MANAGER, program_id=PROGRAM), Grant(Role.HEAD, branch_id=BRANCH)
SIGNING = {ApprovalStep.SIGN, ApprovalStep.RETURN}
DECIDING = SIGNING | {ApprovalStep.SIGN_LAST}
LENT = (Power(DECIDES, Manner.STAND_IN, frozenset(Act)),)


def an_approval(*, reviewed=True):
    state = LineState.SIGNED if reviewed else LineState.WAITING
    return Approval(
        act=Act.PUBLISH,
        program_id=PROGRAM,
        branch_id=BRANCH,
        drafted_by=DRAFTS,
        lines=[
            ApprovalLine(
                no=1, part=Part.REVIEW, signer_id=REVIEWS, state=state, signed_by=REVIEWS if reviewed else None
            ),
            ApprovalLine(no=2, part=Part.APPROVE, signer_id=DECIDES, state=LineState.WAITING),
        ],
    )


def person(user_id, *grants):
    return Actor(user_id=user_id, name="이름", email="a@example.kr", grants=grants)


def steps(actor, approval, powers=()):
    return {step for step in ApprovalStep if policy.MAY[step](actor, approval, powers)}


@pytest.mark.parametrize(
    ("who", "reviewed", "powers", "allowed", "reads"),
    [
        (person(DRAFTS, MANAGER), False, (), {ApprovalStep.REQUEST, ApprovalStep.WITHDRAW}, True),
        (person(DRAFTS, MANAGER, HEAD), True, LENT, {ApprovalStep.REQUEST, ApprovalStep.WITHDRAW}, True),
        (person(REVIEWS, MANAGER), False, (), SIGNING, True),
        (person(REVIEWS, MANAGER), True, (), set(), True),
        (person(DECIDES, HEAD), False, (), set(), True),
        (person(DECIDES, HEAD), True, (), DECIDING, True),
        (person(DECIDES, MANAGER), True, (), set(), True),
        (person(DECIDES, Grant(Role.HEAD, branch_id=OTHER)), True, (), set(), False),
        (person(DRAFTS, Grant(Role.MANAGER, program_id=OTHER)), False, (), {ApprovalStep.REQUEST}, False),
        (person(DECIDES), True, (), set(), False),
        (person(new_id(), HEAD), True, (), set(), True),
        (person(new_id(), MANAGER), True, LENT, DECIDING, True),
        (person(new_id(), Grant(Role.MANAGER, program_id=OTHER)), True, LENT, set(), False),
        (person(new_id(), Grant(Role.AUDITOR)), True, (), set(), True),
        (person(new_id(), Grant(Role.ADMIN)), True, (), set(), False),
        (person(new_id(), Grant(Role.REVIEWER, program_id=PROGRAM)), True, (), set(), False),
        (person(new_id(), Grant(Role.ORGANISATION_OWNER, organisation_id=OTHER)), True, (), set(), False),
    ],
)
def test_who_may_take_which_step(who, reviewed, powers, allowed, reads):
    approval = an_approval(reviewed=reviewed)

    assert steps(who, approval, powers) == allowed
    assert bool(policy.may_read(who, approval)) is reads


def test_somebody_of_the_line_who_has_lost_his_role_is_told_so():
    assert policy.may_sign(person(DECIDES, MANAGER), an_approval()).reason == LOST


def test_only_approvers_lend_and_only_the_lender_takes_back():
    lent = Delegation(from_id=DECIDES, to_id=REVIEWS)

    assert policy.may_delegate(an_unsaved_actor(HEAD))
    assert not policy.may_delegate(an_unsaved_actor(MANAGER))
    assert policy.may_end_delegation(person(DECIDES, HEAD), lent)
    assert not policy.may_end_delegation(person(REVIEWS, HEAD), lent)


@pytest.mark.parametrize(
    ("role", "allowed"), [(Role.MANAGER, True), (Role.HEAD, True), (Role.AUDITOR, True), (Role.ADMIN, False)]
)
def test_who_enters(role, allowed):
    assert bool(policy.may_enter(an_unsaved_actor(Grant(role)))) is allowed
