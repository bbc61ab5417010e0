"""An assignment ends before its time: what was written on its sheet counts nowhere and is kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from incubator.core.events import Stamp
from incubator.db.unit_of_work import Work
from incubator.reviews.events.sheets import SheetVoided
from incubator.reviews.models import Appointment, Assignment
from incubator.reviews.workflow import SHEET_WORKFLOW, SheetStep


def void_sheet(work: Work, *, assignment_id: UUID, reason: str, stamp: Stamp, now: datetime) -> None:
    """Works in the caller's unit of work, who has asked whether it may be.  One that has ended already is left alone."""
    assignment = work.session.scalars(
        select(Assignment)
        .where(Assignment.id == assignment_id)
        .options(joinedload(Assignment.sheet), joinedload(Assignment.appointment).joinedload(Appointment.panel))
        .with_for_update(of=[Assignment])
    ).one()
    if assignment.ended_at is not None:
        return
    sheet, panel = assignment.sheet, assignment.appointment.panel
    if sheet is not None and SheetStep.VOID in SHEET_WORKFLOW.steps_from(sheet.state):
        sheet.void()
        sheet.updated_at = now
    assignment.end(reason=reason, at=now)
    work.record(
        SheetVoided(
            stamp=stamp,
            reason=reason,
            panel_id=panel.id,
            round_id=panel.round_id,
            application_id=assignment.application_id,
            appointment_id=assignment.appointment_id,
            sheet_id=sheet.id if sheet else None,
        )
    )
