"""Who may see and decide pairs of applications.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from incubator.accounts.actor import Actor
from incubator.applications.models.applying import Application
from incubator.applications.policy.desk import ONLY_DESK
from incubator.applications.workflow import DuplicateStep
from incubator.core.decisions import ALLOW, Decision


def may_read_pair(actor: Actor, one: Application, other: Application) -> bool:
    """Staff who may read either of the two; of the other they see what both have in common.  Needs round and program."""
    return any(may_open(actor, item) for item in (one, other))


def may_open(actor: Actor, application: Application) -> bool:
    program = application.round.program
    return actor.reads_program(program.id, program.branch_id)


def may_decide_pair(actor: Actor, one: Application, other: Application) -> Decision:
    """Programme managers of either of the two."""
    programs = [item.round.program for item in (one, other)]
    return ALLOW if any(actor.manages(program.id, program.branch_id) for program in programs) else ONLY_DESK


MAY: Mapping[DuplicateStep, Callable[[Actor, Application, Application], Decision]] = {
    DuplicateStep.CONFIRM: may_decide_pair,
    DuplicateStep.DISMISS: may_decide_pair,
}
