"""Call a panel off before it has begun to score; its applications are free for another one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.panels import PanelCancelled
from incubator.reviews.policy.panels import MAY
from incubator.reviews.queries import invitations, panels
from incubator.reviews.queries.conflicts import LIVE
from incubator.reviews.rules.pool import checked_reason
from incubator.reviews.usecases.dismiss_reviewer import let_go
from incubator.reviews.workflow import PanelStep


def cancel_panel(*, actor: Actor, panel_id: UUID, reason: str, now: datetime) -> None:
    """Whoever was asked is told.  Raises NotFound, Forbidden, StepNotAllowed, Invalid (field "reason")."""
    with unit_of_work() as work:
        panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        MAY[PanelStep.CANCEL](actor, round_).enforce()
        words = checked_reason(reason)
        panel.cancel(reason=words)
        panel.updated_at = now
        for appointment in invitations.list_in_state_for_change(work.session, panel_id, *LIVE):
            let_go(work, appointment, reason=words, stamp=actor.stamp(now))
        for case in panels.list_cases(work.session, panel_id):
            work.session.delete(case)
        work.record(PanelCancelled(stamp=actor.stamp(now), reason=words, panel_id=panel_id, round_id=panel.round_id))
