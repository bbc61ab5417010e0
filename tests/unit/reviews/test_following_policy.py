"""Who files, answers, moves, carries, accepts: the tables are the specification."""

import pytest

from incubator.accounts.actor import Actor, Grant
from incubator.accounts.roles import Role
from incubator.applications.models import Application
from incubator.applications.policy import following as places
from incubator.applications.workflow import OutcomeStep
from incubator.core.errors import NotFound
from incubator.core.ids import new_id
from incubator.programs.models import Program, Round
from incubator.reviews.models import Decision, SelectionChange
from incubator.reviews.policy import following, objections
from incubator.reviews.workflow import ObjectionStep

COMPANY, OTHER, PROGRAM, OTHER_PROGRAM, BRANCH = (new_id() for _ in range(5))
PROPOSER = new_id()


def _actor(*grants, user_id=None):
    return Actor(user_id=user_id or new_id(), name="김하늘", email="person@example.kr", grants=grants)


OWNER = Grant(Role.ORGANISATION_OWNER, organisation_id=COMPANY)
PEOPLE = {
    "owner": _actor(OWNER),
    "editor": _actor(Grant(Role.ORGANISATION_EDITOR, organisation_id=COMPANY)),
    "viewer": _actor(Grant(Role.ORGANISATION_VIEWER, organisation_id=COMPANY)),
    "owner elsewhere": _actor(Grant(Role.ORGANISATION_OWNER, organisation_id=OTHER)),
    "nobody": _actor(),
    "manager": _actor(Grant(Role.MANAGER, program_id=PROGRAM)),
    "manager of another program": _actor(Grant(Role.MANAGER, program_id=OTHER_PROGRAM)),
    "head": _actor(Grant(Role.HEAD)),
    "head who owns the company": _actor(OWNER, Grant(Role.HEAD)),
    "auditor": _actor(Grant(Role.AUDITOR)),
    "admin": _actor(Grant(Role.ADMIN)),
    "reviewer": _actor(Grant(Role.REVIEWER, program_id=PROGRAM)),
}
COMPANY_PEOPLE = {"owner": "+", "editor": "-", "viewer": "-", "head who owns the company": "+"}
HEADS = {"manager": "-", "head": "+", "head who owns the company": "+", "auditor": "-"}
MANAGERS = {"manager": "+", "head": "-", "head who owns the company": "-", "auditor": "-"}


def _round():
    program = Program(id=PROGRAM, branch_id=BRANCH)
    return Round(id=new_id(), program_id=PROGRAM, program=program)


def _application():
    round_ = _round()
    return Application(id=new_id(), organisation_id=COMPANY, round_id=round_.id, round=round_)


def _heard(may, subject):
    """`+` allowed, `-` refused with a reason; who is not named is told that nothing is there."""
    found = {}
    for name, actor in PEOPLE.items():
        try:
            found[name] = "+" if may(actor, subject) else "-"
        except NotFound:
            continue
    return found


@pytest.mark.parametrize(
    ("step", "heard"),
    [
        (OutcomeStep.OFFER, HEADS | {"head who owns the company": "-"}),
        (OutcomeStep.REVOKE, HEADS | {"head who owns the company": "-"}),
        (OutcomeStep.ACCEPT, COMPANY_PEOPLE),
        (OutcomeStep.FORFEIT, COMPANY_PEOPLE),
        (OutcomeStep.LAPSE, dict.fromkeys(PEOPLE, "-")),
        (OutcomeStep.CLOSE, dict.fromkeys(PEOPLE, "-")),
    ],
)
def test_who_changes_an_announced_result(step, heard):
    assert _heard(places.MAY[step], _application()) == heard


def test_who_files_an_objection():
    assert _heard(objections.may_file, _application()) == COMPANY_PEOPLE


@pytest.mark.parametrize("step", list(ObjectionStep))
def test_who_answers_an_objection(step):
    assert _heard(objections.MAY[step], _round()) == HEADS


def test_who_moves_and_who_carries_a_change():
    assert _heard(following.may_move, _round()) == MANAGERS
    assert _heard(following.may_decide, _round()) == HEADS


def test_the_second_person_is_another():
    change = SelectionChange(proposed_by=PROPOSER)

    assert not following.is_second_person(_actor(Grant(Role.HEAD), user_id=PROPOSER), change)
    assert following.is_second_person(_actor(Grant(Role.HEAD)), change)


def test_who_proposed_the_selection_answers_no_objection():
    choice = Decision(proposed_by=PROPOSER)

    assert not objections.did_not_propose(_actor(Grant(Role.HEAD), user_id=PROPOSER), choice)
    assert objections.did_not_propose(_actor(Grant(Role.HEAD)), choice)
