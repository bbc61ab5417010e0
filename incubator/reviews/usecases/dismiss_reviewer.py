"""Let a reviewer go (해촉): his rights end at once."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.events import Stamp
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.invitations import ReviewerDismissed
from incubator.reviews.models import Appointment
from incubator.reviews.policy.invitations import MAY
from incubator.reviews.queries import invitations, panels
from incubator.reviews.rules.pool import checked_reason
from incubator.reviews.workflow import AppointmentStep


def dismiss_reviewer(*, actor: Actor, panel_id: UUID, appointment_id: UUID, reason: str, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed, Invalid (field "reason")."""
    with unit_of_work() as work:
        _panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        appointment = invitations.get_on_panel_for_change(work.session, panel_id, appointment_id)
        MAY[AppointmentStep.DISMISS](actor, appointment, round_).enforce()
        let_go(work, appointment, reason=checked_reason(reason), stamp=actor.stamp(now))


def let_go(work: Work, appointment: Appointment, *, reason: str, stamp: Stamp) -> None:
    """The step itself, for an appointment in hand.  Raises StepNotAllowed."""
    appointment.dismiss(reason=reason)
    appointment.updated_at = stamp.at
    work.record(
        ReviewerDismissed(
            stamp=stamp,
            reason=reason,
            appointment_id=appointment.id,
            panel_id=appointment.panel_id,
            user_id=appointment.user_id,
        )
    )
