"""A panel is over: its reviewers' rights end, and plans are out of their reach."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.invitations import AppointmentFinished
from incubator.reviews.queries import invitations
from incubator.reviews.workflow import AppointmentState, PanelState


def finish_appointments(*, now: datetime) -> int:
    """When the panel is confirmed or its access has ended.  Called by the worker again and again; returns how many.

    The policy asks the clock as well, so nobody reads on while the worker sleeps.
    """
    return sum(_finish(appointment_id, now) for appointment_id in invitations.list_over(session_now(), now))


def _finish(appointment_id: UUID, now: datetime) -> bool:
    with unit_of_work(bookkeeping=True) as work:
        appointment = invitations.find_for_change(work.session, appointment_id)
        if appointment is None or appointment.state is not AppointmentState.SWORN:
            return False
        if appointment.panel.access_ends_at > now and appointment.panel.state is not PanelState.CONFIRMED:
            return False
        appointment.finish()
        appointment.updated_at = now
        work.record(
            AppointmentFinished(
                stamp=by_the_clock(now),
                appointment_id=appointment.id,
                panel_id=appointment.panel_id,
                user_id=appointment.user_id,
            )
        )
        return True
