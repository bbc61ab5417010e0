"""What a reviewer may see of his panel's applications when he signs: the ones assigned to him that no conflict hinders."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from incubator.applications.models import Application
from incubator.reviews.models import Appointment, Assignment
from incubator.reviews.queries.conflicts import unhindered


def list_shown_to(session: Session, appointment: Appointment) -> list[Application]:
    """In the order of receipt."""
    return list(
        session.scalars(
            select(Application)
            .join(Assignment, Assignment.application_id == Application.id)
            .where(
                Assignment.appointment_id == appointment.id,
                Assignment.ended_at.is_(None),
                unhindered(Assignment.appointment_id, Assignment.application_id),
            )
            .options(joinedload(Application.organisation, innerjoin=True))
            .order_by(Application.receipt_no)
        )
    )
