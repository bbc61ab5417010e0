import pytest

from incubator.accounts.actor import Actor, Grant
from incubator.accounts.roles import Role
from incubator.applications import policy
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationStep
from incubator.core.errors import NotFound
from incubator.core.ids import new_id
from incubator.organisations.models import Organisation
from incubator.programs.models import Program, Round

Step = ApplicationStep
COMPANY, OTHER, PROGRAM, OTHER_PROGRAM, BRANCH, WEST = (new_id() for _ in range(6))
REPRESENTATIVE = new_id()


def _actor(*grants, user_id=None):
    return Actor(user_id=user_id or new_id(), name="김하늘", email="person@example.kr", grants=grants)


def _at(role, **place):
    return Grant(role, **place)


OWNER = _at(Role.ORGANISATION_OWNER, organisation_id=COMPANY)
PEOPLE = {
    "representative": _actor(OWNER, user_id=REPRESENTATIVE),
    "representative as viewer": _actor(_at(Role.ORGANISATION_VIEWER, organisation_id=COMPANY), user_id=REPRESENTATIVE),
    "former representative": _actor(user_id=REPRESENTATIVE),
    "owner": _actor(OWNER),
    "editor": _actor(_at(Role.ORGANISATION_EDITOR, organisation_id=COMPANY)),
    "viewer": _actor(_at(Role.ORGANISATION_VIEWER, organisation_id=COMPANY)),
    "owner elsewhere": _actor(_at(Role.ORGANISATION_OWNER, organisation_id=OTHER)),
    "nobody": _actor(),
    "manager": _actor(_at(Role.MANAGER, program_id=PROGRAM)),
    "manager of another program": _actor(_at(Role.MANAGER, program_id=OTHER_PROGRAM)),
    "manager of the west branch": _actor(_at(Role.MANAGER, branch_id=WEST)),
    "manager who owns the company": _actor(OWNER, _at(Role.MANAGER), user_id=REPRESENTATIVE),
    "head": _actor(_at(Role.HEAD)),
    "auditor": _actor(_at(Role.AUDITOR)),
    "admin": _actor(_at(Role.ADMIN)),
    "reviewer": _actor(_at(Role.REVIEWER, program_id=PROGRAM)),
}
KNOWS = {
    "representative", "representative as viewer", "owner", "editor", "viewer",
    "manager", "manager who owns the company", "head", "auditor",
}  # fmt: skip
WRITES = {"representative", "owner", "editor"}
REPRESENTS = {"representative"}


@pytest.fixture
def application():
    program = Program(id=PROGRAM, branch_id=BRANCH)
    found = Application(organisation_id=COMPANY)
    found.round = Round(program_id=PROGRAM, program=program)
    found.organisation = Organisation(id=COMPANY, representative_user_id=REPRESENTATIVE)
    return found


@pytest.mark.parametrize("who", PEOPLE)
def test_who_knows_of_it(application, who):
    assert policy.is_known_to(PEOPLE[who], application) is (who in KNOWS)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_writes(application, who):
    assert bool(policy.may_write(PEOPLE[who], application)) is (who in WRITES)


@pytest.mark.parametrize("step", [Step.SUBMIT, Step.UNSUBMIT, Step.WITHDRAW])
@pytest.mark.parametrize("who", PEOPLE)
def test_who_hands_in_and_takes_back(application, who, step):
    assert bool(policy.MAY[step](PEOPLE[who], application)) is (who in REPRESENTS)


@pytest.mark.parametrize("step", [Step.EXPIRE, Step.RECEIVE])
@pytest.mark.parametrize("who", PEOPLE)
def test_what_only_the_clock_does(application, who, step):
    assert not policy.MAY[step](PEOPLE[who], application)


@pytest.mark.parametrize("who", PEOPLE)
def test_who_starts(who):
    if who in KNOWS - {"manager", "head", "auditor"}:
        assert bool(policy.may_start(PEOPLE[who], COMPANY)) is (who in WRITES)
    else:
        with pytest.raises(NotFound):
            policy.may_start(PEOPLE[who], COMPANY)


def test_every_refusal_says_why(application):
    refusals = [may(PEOPLE["viewer"], application) for may in policy.MAY.values()]

    assert [str(decision.reason) for decision in refusals if not str(decision.reason)] == []
