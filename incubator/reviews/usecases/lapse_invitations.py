"""The time to reply has passed without a word: the seat is free, and it counts as a refusal."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.invitations import InvitationLapsed
from incubator.reviews.queries import invitations
from incubator.reviews.usecases.decline_invitation import count_refusal
from incubator.reviews.workflow import AppointmentState


def lapse_invitations(*, now: datetime) -> int:
    """Called by the worker again and again; returns how many.  Looks without the write lock first."""
    return sum(_lapse(appointment_id, now) for appointment_id in invitations.list_overdue(session_now(), now))


def _lapse(appointment_id: UUID, now: datetime) -> bool:
    with unit_of_work(bookkeeping=True) as work:
        appointment = invitations.find_for_change(work.session, appointment_id)
        if appointment is None or appointment.state is not AppointmentState.INVITED:
            return False
        if appointment.reply_due_at is None or appointment.reply_due_at > now:
            return False
        appointment.lapse()
        appointment.updated_at = now
        work.record(
            InvitationLapsed(
                stamp=by_the_clock(now),
                appointment_id=appointment.id,
                panel_id=appointment.panel_id,
                user_id=appointment.user_id,
                refusals=count_refusal(work, appointment.user_id),
            )
        )
        return True
