"""Who may do what with the pool, panels, invitations and conflicts: role by role, step by step."""

import pytest

from incubator.accounts.actor import Actor, Grant
from incubator.accounts.roles import Role
from incubator.core.errors import NotFound
from incubator.core.ids import new_id
from incubator.programs.models import Program, Round
from incubator.reviews.models import Appointment
from incubator.reviews.policy import conflicts, invitations, panels, pool
from incubator.reviews.workflow import AppointmentStep, ConflictStep, PanelStep, PoolStep
from tests.factories.accounts import an_unsaved_actor

PROGRAM, BRANCH, OTHER = new_id(), new_id(), new_id()
ROLES = {
    "manager": Grant(Role.MANAGER, program_id=PROGRAM),
    "other_manager": Grant(Role.MANAGER, program_id=OTHER),
    "head": Grant(Role.HEAD, program_id=PROGRAM),
    "auditor": Grant(Role.AUDITOR),
    "admin": Grant(Role.ADMIN),
    "reviewer": Grant(Role.REVIEWER),
}


def _actor(who: str) -> Actor:
    return an_unsaved_actor(ROLES[who]) if who in ROLES else an_unsaved_actor()


def _round() -> Round:
    program = Program(id=PROGRAM, branch_id=BRANCH)
    return Round(program_id=PROGRAM, program=program)


def _answer(decide):
    try:
        return "yes" if decide() else "no"
    except NotFound:
        return "hidden"


@pytest.mark.parametrize("step", list(PoolStep))
@pytest.mark.parametrize(
    ("who", "answer"),
    [("manager", "yes"), ("other_manager", "yes"), ("head", "no"), ("auditor", "no"), ("admin", "no"),
     ("reviewer", "no"), ("nobody", "no")],
)  # fmt: skip
def test_the_pool_is_kept_by_managers(step, who, answer):
    assert _answer(lambda: pool.MAY[step](_actor(who))) == answer


@pytest.mark.parametrize(
    ("who", "answer"),
    [("manager", "yes"), ("head", "yes"), ("auditor", "yes"), ("admin", "no"), ("reviewer", "no"), ("nobody", "no")],
)
def test_the_pool_is_read_by_those_who_work_on_calls(who, answer):
    assert _answer(lambda: pool.may_read_pool(_actor(who))) == answer


RUNNING = [("manager", "yes"), ("other_manager", "hidden"), ("head", "no"), ("auditor", "no"), ("admin", "hidden"),
           ("reviewer", "hidden"), ("nobody", "hidden")]  # fmt: skip


@pytest.mark.parametrize("step", [PanelStep.DRAW, PanelStep.OPEN, PanelStep.CANCEL])
@pytest.mark.parametrize(("who", "answer"), RUNNING)
def test_panels_are_run_by_the_programs_managers(step, who, answer):
    assert _answer(lambda: panels.MAY[step](_actor(who), _round())) == answer


@pytest.mark.parametrize("step", [AppointmentStep.INVITE, AppointmentStep.DISMISS])
@pytest.mark.parametrize(("who", "answer"), RUNNING)
def test_people_are_asked_and_let_go_by_the_programs_managers(step, who, answer):
    appointment = Appointment(user_id=new_id())

    assert _answer(lambda: invitations.MAY[step](_actor(who), appointment, _round())) == answer


@pytest.mark.parametrize("step", [AppointmentStep.ACCEPT, AppointmentStep.DECLINE, AppointmentStep.SWEAR])
@pytest.mark.parametrize("who", [*ROLES, "nobody"])
def test_only_the_person_answers_for_himself(step, who):
    actor = _actor(who)
    own, foreign = Appointment(user_id=actor.user_id), Appointment(user_id=new_id())

    answers = [_answer(lambda one=one: invitations.MAY[step](actor, one, _round())) for one in (own, foreign)]

    assert answers == ["yes", "hidden"]


@pytest.mark.parametrize("step", [AppointmentStep.LAPSE, AppointmentStep.FINISH])
@pytest.mark.parametrize("who", [*ROLES, "nobody"])
def test_what_the_clock_does_nobody_does(step, who):
    assert _answer(lambda: invitations.MAY[step](_actor(who), Appointment(user_id=new_id()), _round())) == "no"


@pytest.mark.parametrize(
    ("who", "answer"), [("manager", "no"), ("head", "yes"), ("auditor", "no"), ("reviewer", "hidden")]
)
def test_an_exception_is_a_heads_to_give(who, answer):
    assert _answer(lambda: invitations.may_waive(_actor(who), Appointment(user_id=new_id()), _round())) == answer


@pytest.mark.parametrize("step", list(ConflictStep))
@pytest.mark.parametrize(("who", "answer"), RUNNING)
def test_conflicts_are_decided_by_the_programs_managers(step, who, answer):
    assert _answer(lambda: conflicts.MAY[step](_actor(who), new_id(), _round())) == answer


def test_nobody_decides_about_himself():
    actor = _actor("manager")

    assert _answer(lambda: conflicts.may_decide_conflict(actor, actor.user_id, _round())) == "no"
