"""A reviewer was let go, or a conflict was confirmed: what he had been given is given back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.actor import by_the_clock
from incubator.core.text import Text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.models import Appointment, Assignment, Panel
from incubator.reviews.queries.assignment import OPEN
from incubator.reviews.usecases.void_sheet import void_sheet


def end_assignments(*, appointment_id: UUID, application_id: UUID | None, reason: Text, now: datetime) -> None:
    """All of the appointment, or that of one application.  He has lost sight of them already; a locked panel stays."""
    with unit_of_work(bookkeeping=True) as work:
        panel = work.session.scalars(
            select(Panel)
            .join(Appointment, Appointment.panel_id == Panel.id)
            .where(Appointment.id == appointment_id)
            .with_for_update(of=[Panel])
        ).one()
        if panel.state not in OPEN:
            return
        wanted = select(Assignment.id).where(Assignment.appointment_id == appointment_id, Assignment.ended_at.is_(None))
        if application_id is not None:
            wanted = wanted.where(Assignment.application_id == application_id)
        for assignment_id in work.session.scalars(wanted.order_by(Assignment.id)).all():
            void_sheet(work, assignment_id=assignment_id, reason=reason.msgid, stamp=by_the_clock(now), now=now)
