"""A reviewer comes, goes, or does not come."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.panel_day import AttendanceRecorded
from incubator.reviews.models import Appointment, Panel
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import panel_day
from incubator.reviews.rules.desk import checked_reason
from incubator.reviews.usecases.void_sheet import void_sheet
from incubator.reviews.workflow import PanelState, SheetState


class Attendance(StrEnum):
    CAME = "came"
    LEFT = "left"
    ABSENT = "absent"


def record_attendance(
    *, actor: Actor, panel_id: UUID, appointment_id: UUID, what: Attendance, reason: str = "", now: datetime
) -> None:
    """Who is absent gives back what he has not handed in, with a reason; what he has handed in counts.

    Raises NotFound, Forbidden, RuleBroken (not seated, not scoring, already so), Invalid (field "reason").
    """
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        appointment = panel_day.find_appointment(panel, appointment_id)
        if panel.state is not PanelState.SCORING or appointment.state not in panel_day.SEATED:
            raise RuleBroken(text("평가 중인 위원회의 위원만 출석을 적을 수 있습니다."))
        said = checked_reason(reason) if what is Attendance.ABSENT else ""
        _note(appointment, what, now)
        if what is Attendance.ABSENT:
            _give_back(work, actor, panel, appointment, said, now)
        appointment.updated_at = now
        work.record(
            AttendanceRecorded(
                stamp=actor.stamp(now),
                reason=said,
                panel_id=panel.id,
                round_id=panel.round_id,
                appointment_id=appointment.id,
                what=what.value,
            )
        )


def _note(appointment: Appointment, what: Attendance, now: datetime) -> None:
    is_here = appointment.came_at is not None and appointment.left_at is None
    if what is Attendance.CAME and is_here:
        raise RuleBroken(text("이미 출석으로 적혀 있습니다."))
    if what is Attendance.LEFT and not is_here:
        raise RuleBroken(text("출석으로 적은 위원만 퇴장으로 적을 수 있습니다."))
    if what is Attendance.ABSENT and is_here:
        raise RuleBroken(text("출석한 위원은 퇴장으로 적은 뒤에 결석으로 적어 주세요."))
    if what is Attendance.CAME:
        appointment.came_at, appointment.left_at = appointment.came_at or now, None
    elif what is Attendance.LEFT:
        appointment.left_at = now


def _give_back(work: Work, actor: Actor, panel: Panel, appointment: Appointment, said: str, now: datetime) -> None:
    for assignment, _ in panel_day.list_assignments(work.session, panel.id):
        if assignment.appointment_id != appointment.id:
            continue
        if assignment.sheet is not None and assignment.sheet.state is SheetState.SUBMITTED:
            continue
        void_sheet(work, assignment_id=assignment.id, reason=said, stamp=actor.stamp(now), now=now)
