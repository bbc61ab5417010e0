from datetime import UTC, datetime

import pytest

from incubator.accounts.actor import Actor, Grant
from incubator.accounts.roles import Role
from incubator.applications import policy
from incubator.applications.models import Application, EligibilityReview
from incubator.applications.policy import intake
from incubator.applications.workflow import ApplicationStep, ReviewStep
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


@pytest.mark.parametrize("who", ["viewer", "auditor"])
def test_every_refusal_says_why(application, who):
    refusals = [may(PEOPLE[who], application) for may in policy.MAY.values() if _knows(may, PEOPLE[who], application)]

    assert [str(decision.reason) for decision in refusals if not str(decision.reason)] == []


DESK = [
    Step.REQUEST_SUPPLEMENT, Step.RECALL, Step.JUDGE_ELIGIBLE, ReviewStep.BEGIN, ReviewStep.PROPOSE,
]  # fmt: skip
SECOND = [Step.CONFIRM_INELIGIBLE, ReviewStep.RETURN]


def _knows(may, actor, application):
    try:
        may(actor, application)
    except NotFound:
        return False
    return True


def _may(step, who, application):
    may = intake.MAY[step]
    if PEOPLE[who].reads_program(PROGRAM, BRANCH):
        return bool(may(PEOPLE[who], application))
    with pytest.raises(NotFound):
        may(PEOPLE[who], application)
    return False


@pytest.mark.parametrize("step", DESK)
@pytest.mark.parametrize("who", PEOPLE)
def test_who_checks(application, who, step):
    assert _may(step, who, application) is (who == "manager")


@pytest.mark.parametrize("step", SECOND)
@pytest.mark.parametrize("who", PEOPLE)
def test_who_is_the_second_reader(application, who, step):
    assert _may(step, who, application) is (who in {"manager", "head"})


@pytest.mark.parametrize("released", [False, True])
@pytest.mark.parametrize("who", PEOPLE)
def test_who_takes_a_decision_back(application, who, released):
    application.released_at = datetime(2026, 5, 1, tzinfo=UTC) if released else None

    assert _may(Step.REOPEN, who, application) is (who in ({"head"} if released else {"manager", "head"}))


@pytest.mark.parametrize("who", PEOPLE)
def test_who_answers_a_supplement_request(application, who):
    assert bool(policy.MAY[Step.SUPPLY](PEOPLE[who], application)) is (who in WRITES)


@pytest.mark.parametrize("who", PEOPLE)
def test_only_time_lets_a_request_lapse(application, who):
    assert not policy.MAY[Step.LAPSE](PEOPLE[who], application)


@pytest.mark.parametrize("who", ["manager", "head"])
def test_the_proposer_is_no_second_person_through_any_role(who):
    person = PEOPLE[who]
    both = _actor(_at(Role.MANAGER), _at(Role.HEAD), user_id=person.user_id)
    review = EligibilityReview(proposed_by=person.user_id)

    assert not policy.is_second_person(person, review)
    assert not policy.is_second_person(both, review)
    assert policy.is_second_person(PEOPLE["auditor"], review)


@pytest.mark.parametrize("who", ["manager", "head", "auditor", "manager who owns the company"])
def test_who_releases(application, who):
    assert bool(policy.may_release(PEOPLE[who], application.round)) is (who != "auditor")
