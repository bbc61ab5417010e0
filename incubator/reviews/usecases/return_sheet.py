"""The secretary hands a sheet back with a reason; the version that was handed in is kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.sheets import SheetReturned
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import panel_day
from incubator.reviews.rules.desk import checked_reason


def return_sheet(*, actor: Actor, panel_id: UUID, sheet_id: UUID, reason: str, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed (not handed in, locked), Invalid (field "reason")."""
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        assignment = panel_day.get_sheet_of(work.session, panel.id, sheet_id)
        said = checked_reason(reason)
        sheet = assignment.sheet
        assert sheet is not None
        sheet.give_back(reason=said)
        sheet.updated_at = now
        work.record(
            SheetReturned(
                stamp=actor.stamp(now),
                reason=said,
                panel_id=panel.id,
                round_id=panel.round_id,
                sheet_id=sheet.id,
                application_id=assignment.application_id,
                reviewer_id=assignment.appointment.user_id,
            )
        )
