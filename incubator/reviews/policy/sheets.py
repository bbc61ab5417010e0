"""Who may do what with a score sheet and on the day of a panel.  Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from incubator.accounts.actor import Actor
from incubator.core.decisions import Decision
from incubator.programs.models import Round
from incubator.reviews.models import Assignment
from incubator.reviews.policy.people import may_head, may_judge, may_run
from incubator.reviews.workflow import PanelStep, SheetStep


def may_score(actor: Actor, assignment: Assignment, now: datetime) -> Decision:
    """Read the plan and write on the sheet: the reviewer himself, sworn, while his panel scores.

    Raises NotFound for anybody else.
    """
    return may_judge(actor, assignment.appointment, now)


def may_keep_order(actor: Actor, round_: Round) -> Decision:
    """Hand a sheet back, take attendance, call, lock: the secretary is a manager of the program."""
    return may_run(actor, round_)


def may_reopen(actor: Actor, round_: Round) -> Decision:
    return may_head(actor, round_)


MAY: Mapping[SheetStep | PanelStep, Callable[..., Any]] = {
    SheetStep.SAVE: may_score,
    SheetStep.SUBMIT: may_score,
    SheetStep.RETURN: may_keep_order,
    SheetStep.VOID: may_keep_order,
    SheetStep.LOCK: may_keep_order,
    SheetStep.REOPEN: may_reopen,
}
"""A sheet is also void when its reviewer recuses himself; he needs no leave for that."""
