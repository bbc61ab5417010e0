"""When all sheets of an application are in: who stands far from the others adjusts his points or says why."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.actor import by_the_clock
from incubator.core.dates import day_in_kst
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.parameters.queries import value
from incubator.reviews.events.sheets import SheetReturned
from incubator.reviews.models import Appointment, Panel, ScoreSheet
from incubator.reviews.queries import sheets
from incubator.reviews.rules import scores
from incubator.reviews.workflow import SheetState

ASKED = text("위원 평균과 차이가 큰 항목이 있습니다. 점수를 고치거나 사유를 적어 다시 제출해 주세요.")


def ask_about_deviations(work: Work, *, panel: Panel, application_id: UUID, now: datetime) -> None:
    """Sheets with an item further than the limit of its 배점 from the mean go back to their reviewers.

    Whoever has given a reason is not asked again; the mean itself is not told (others' points stay hidden until lock).
    Works in the caller's unit of work.
    """
    found = sheets.list_sheets_in(work.session, application_id, panel.id)
    handed_in = {appointment: sheet for sheet, appointment in found if sheet and sheet.state is SheetState.SUBMITTED}
    if len(handed_in) < len(found):
        return
    for appointment_id, sheet in handed_in.items():
        told = {row.criterion.key for row in sheet.scores if row.deviation_reason}
        found_apart = standing_apart(work, panel=panel, found=found, appointment_id=appointment_id, now=now)
        apart = [item for item in found_apart if item.criterion not in told]
        if apart:
            sheet.asked = [_asked(item) for item in apart]
            sheet.updated_at = now
            sheet.give_back(reason=ASKED.msgid)
            _tell(work, panel, sheet, (appointment_id, application_id), now)


def standing_apart(
    work: Work,
    *,
    panel: Panel,
    found: list[tuple[ScoreSheet | None, UUID]],
    appointment_id: UUID,
    now: datetime,
) -> tuple[scores.Deviation, ...]:
    """Where this reviewer is further from the mean than he may, by what stands on all sheets now."""
    percent = Decimal(value(work.session, "reviews.deviation_percent", on=day_in_kst(now)))
    points = {appointment: sheets.points_of(sheet) for sheet, appointment in found if sheet}
    return scores.deviations(sheets.shape_of(panel), points, appointment_id, percent=percent)


def _asked(item: scores.Deviation) -> dict[str, object]:
    """`own_tenths`: as long as these points stand, a reason is wanted."""
    return {
        "criterion_key": item.criterion,
        "mean_tenths": int(item.mean * 10),
        "own_tenths": int(item.points * 10),
    }


def _tell(work: Work, panel: Panel, sheet: ScoreSheet, pair: tuple[UUID, UUID], now: datetime) -> None:
    appointment_id, application_id = pair
    reviewer_id = work.session.scalars(select(Appointment.user_id).where(Appointment.id == appointment_id)).one()
    work.record(
        SheetReturned(
            stamp=by_the_clock(now),
            panel_id=panel.id,
            round_id=panel.round_id,
            sheet_id=sheet.id,
            application_id=application_id,
            reviewer_id=reviewer_id,
            by_deviation=True,
        )
    )
