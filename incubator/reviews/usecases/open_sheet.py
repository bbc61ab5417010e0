"""A reviewer opens an application that was given to him: shown only together with its entry in the access log."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.ids import new_id
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.reviews.events.sheets import SheetOpened
from incubator.reviews.models import Assignment, ScoreSheet
from incubator.reviews.policy.sheets import may_score
from incubator.reviews.queries import sheets


def open_sheet(
    *, actor: Actor, assignment_id: UUID, now: datetime, route: str, action: AccessAction = AccessAction.VIEW
) -> None:
    """His sheet is made when he opens the application first.

    Raises NotFound (another's, hidden by a conflict, not declared free), Forbidden (not sworn, not scoring, over).
    """
    with unit_of_work(bookkeeping=True) as work:
        assignment = sheets.get_for_change(work.session, actor, assignment_id)
        may_score(actor, assignment, now).enforce()
        sheet = assignment.sheet or _new_sheet(work, actor, assignment, now)
        sheets.mark_reading(work.session, sheet.id, sheet.reading_seconds, now)
        application = assignment.application
        people = (application.organisation.representative_user_id, application.started_by, application.submitted_by)
        record_access(
            actor=actor, action=action, subjects=[person for person in people if person], now=now, route=route
        )


def _new_sheet(work: Work, actor: Actor, assignment: Assignment, now: datetime) -> ScoreSheet:
    panel = assignment.appointment.panel
    sheet = ScoreSheet(id=new_id(), assignment_id=assignment.id, created_at=now, reading_seconds=0)
    work.session.add(sheet)
    work.session.flush()
    work.record(
        SheetOpened(
            stamp=actor.stamp(now),
            panel_id=panel.id,
            round_id=panel.round_id,
            sheet_id=sheet.id,
            application_id=assignment.application_id,
        )
    )
    return sheet
