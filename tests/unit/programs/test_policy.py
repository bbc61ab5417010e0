"""Who may do what: role by relation by step."""

import pytest

from incubator.accounts.actor import Grant
from incubator.accounts.roles import Role
from incubator.core.ids import new_id
from incubator.programs import policy
from incubator.programs.models import Program, Round
from incubator.programs.workflow import RoundStep
from tests.factories.accounts import an_unsaved_actor

PROGRAM, BRANCH, OTHER = new_id(), new_id(), new_id()
MANAGED = frozenset(
    {RoundStep.REQUEST, RoundStep.RETURN, RoundStep.CANCEL, RoundStep.EXTEND, RoundStep.CORRECT, RoundStep.RECALL}
)
PEOPLE = {
    "manager of the program": (Grant(Role.MANAGER, program_id=PROGRAM), True, MANAGED),
    "manager of the branch": (Grant(Role.MANAGER, branch_id=BRANCH), True, MANAGED),
    "manager of everything": (Grant(Role.MANAGER), True, MANAGED),
    "manager of another program": (Grant(Role.MANAGER, program_id=OTHER), False, frozenset()),
    "manager of another branch": (Grant(Role.MANAGER, branch_id=OTHER), False, frozenset()),
    "manager of the program elsewhere": (Grant(Role.MANAGER, program_id=PROGRAM, branch_id=OTHER), False, frozenset()),
    "head": (Grant(Role.HEAD, branch_id=BRANCH), True, frozenset()),
    "head elsewhere": (Grant(Role.HEAD, branch_id=OTHER), False, frozenset()),
    "auditor": (Grant(Role.AUDITOR), True, frozenset()),
    "administrator": (Grant(Role.ADMIN), False, frozenset()),
    "owner of a company": (Grant(Role.ORGANISATION_OWNER, organisation_id=OTHER), False, frozenset()),
    "reviewer": (Grant(Role.REVIEWER, program_id=PROGRAM), False, frozenset()),
    "mentor": (Grant(Role.MENTOR), False, frozenset()),
}


def a_round():
    return Round(program_id=PROGRAM, program=Program(id=PROGRAM, branch_id=BRANCH))


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_take_which_step(name):
    grant, may_read, steps = PEOPLE[name]
    actor, round_ = an_unsaved_actor(grant), a_round()

    allowed = {step for step in RoundStep if policy.MAY[step](actor, round_)}

    assert allowed == steps
    assert bool(policy.may_read(actor, round_)) is may_read
    assert bool(policy.may_edit(actor, round_)) is bool(steps)
    assert bool(policy.may_plan(actor, round_.program)) is bool(steps)


def test_somebody_without_a_role_may_nothing():
    actor = an_unsaved_actor()

    assert {step for step in RoundStep if policy.MAY[step](actor, a_round())} == set()
    assert not policy.may_read(actor, a_round())
    assert not policy.may_enter(actor)


@pytest.mark.parametrize("step", RoundStep)
def test_each_refusal_has_a_reason(step):
    assert str(policy.MAY[step](an_unsaved_actor(), a_round()).reason)


def test_who_may_create_a_program():
    assert policy.may_create_program(an_unsaved_actor(Grant(Role.ADMIN)), BRANCH)
    assert policy.may_create_program(an_unsaved_actor(Grant(Role.MANAGER, branch_id=BRANCH)), BRANCH)
    assert not policy.may_create_program(an_unsaved_actor(Grant(Role.MANAGER, branch_id=OTHER)), BRANCH)
    assert not policy.may_create_program(an_unsaved_actor(Grant(Role.MANAGER, program_id=PROGRAM)), BRANCH)
    assert not policy.may_create_program(an_unsaved_actor(Grant(Role.HEAD)), BRANCH)
