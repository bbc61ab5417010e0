"""A person chooses who judges an application."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.assignment import ReviewerAssigned
from incubator.reviews.models import Assignment
from incubator.reviews.policy.sheets import may_keep_order
from incubator.reviews.queries import assignment, panel_day


def assign_reviewer(*, actor: Actor, panel_id: UUID, application_id: UUID, appointment_id: UUID, now: datetime) -> None:
    """Raises NotFound, Forbidden, RuleBroken (over, not seated, a conflict, given already, the limit is reached)."""
    with unit_of_work() as work:
        panel, round_ = panel_day.lock_panel_row(work.session, actor, panel_id)
        may_keep_order(actor, round_).enforce()
        assignment.check_open(panel)
        appointment = panel_day.find_appointment(panel, appointment_id)
        case = panel_day.find_case_of(panel, application_id)
        taken = assignment.list_taken(work.session, panel.id)
        pair = (case.application_id, appointment.id)
        if pair in taken:
            raise RuleBroken(text("이미 이 위원에게 배정한 신청서입니다."))
        if pair not in assignment.list_free(work.session, panel):
            raise RuleBroken(
                text("이 위원에게는 이 신청서를 배정할 수 없습니다."),
                how=text("위촉을 수락하지 않았거나 이해충돌이 있습니다. 다른 위원을 골라 주세요."),
            )
        load = sum(one == appointment.id for _, one in taken)
        if panel.load_most is not None and load >= panel.load_most:
            raise RuleBroken(
                text("이 위원은 이미 한도 %(most)d건을 맡고 있습니다.", most=panel.load_most),
                how=text("다른 위원을 고르거나 위원회의 한도를 늘려 주세요."),
            )
        work.session.add(
            Assignment(
                id=new_id(),
                appointment_id=appointment.id,
                application_id=case.application_id,
                assigned_by=actor.user_id,
                created_at=now,
            )
        )
        work.record(
            ReviewerAssigned(
                stamp=actor.stamp(now),
                panel_id=panel.id,
                round_id=panel.round_id,
                application_id=case.application_id,
                appointment_id=appointment.id,
            )
        )
