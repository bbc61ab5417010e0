"""Say, with the reason, that what was found is no conflict of interest."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.conflicts import ConflictDismissed
from incubator.reviews.policy.conflicts import MAY
from incubator.reviews.queries import conflicts, panels
from incubator.reviews.rules.pool import checked_reason
from incubator.reviews.workflow import ConflictStep


def dismiss_conflict(*, actor: Actor, panel_id: UUID, conflict_id: UUID, reason: str, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed when it is decided so already, Invalid (field "reason")."""
    with unit_of_work() as work:
        _panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        conflict = conflicts.get_for_change(work.session, panel_id, conflict_id)
        MAY[ConflictStep.DISMISS](actor, conflict.appointment.user_id, round_).enforce()
        words = checked_reason(reason)
        conflict.dismiss(by=actor.user_id, reason=words, at=now)
        conflict.updated_at = now
        work.record(
            ConflictDismissed(
                stamp=actor.stamp(now),
                reason=words,
                conflict_id=conflict.id,
                appointment_id=conflict.appointment_id,
                application_id=conflict.application_id,
                panel_id=panel_id,
                ground=conflict.ground,
            )
        )
