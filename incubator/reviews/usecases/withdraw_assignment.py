"""A person takes an application back from a reviewer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import assignment, panel_day
from incubator.reviews.rules.desk import checked_reason
from incubator.reviews.usecases.void_sheet import void_sheet


def withdraw_assignment(*, actor: Actor, panel_id: UUID, assignment_id: UUID, reason: str, now: datetime) -> None:
    """What was written counts nowhere and is kept.

    Raises NotFound, Forbidden, RuleBroken (over), Invalid (field "reason").
    """
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        assignment.check_open(panel)
        found = assignment.get_assignment(work.session, panel.id, assignment_id)
        said = checked_reason(reason)
        void_sheet(work, assignment_id=found.id, reason=said, stamp=actor.stamp(now), now=now)
