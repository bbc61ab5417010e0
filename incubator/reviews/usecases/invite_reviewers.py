"""Ask those who were drawn whether they come; names of applicants are not told before they say yes."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst, end_of_day
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.parameters.queries import value
from incubator.reviews.events.invitations import ReviewerInvited
from incubator.reviews.policy.invitations import MAY
from incubator.reviews.queries import invitations, panels
from incubator.reviews.workflow import AppointmentState, AppointmentStep, PanelState

DAYS = "reviews.reply_days"


def invite_reviewers(*, actor: Actor, panel_id: UUID, now: datetime) -> int:
    """Everybody drawn and not asked yet; returns how many.  They reply by the end of a day, and before the meeting.

    Raises NotFound, Forbidden, RuleBroken (nobody to ask, the meeting is over, the panel is).
    """
    with unit_of_work() as work:
        panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        asked = invitations.list_in_state_for_change(work.session, panel_id, AppointmentState.DRAWN)
        for appointment in asked[:1]:
            MAY[AppointmentStep.INVITE](actor, appointment, round_).enforce()
        if panel.state not in (PanelState.INVITING, PanelState.SCORING) or not asked:
            raise RuleBroken(text("지금 위촉을 요청할 사람이 없습니다."), how=text("먼저 평가위원을 추첨해 주세요."))
        if panel.meets_at <= now:
            raise RuleBroken(text("평가일이 지났습니다."), how=text("위원회의 평가일을 먼저 고쳐 주세요."))
        today = day_in_kst(now)
        reply_due_at = end_of_day(today + timedelta(days=value(work.session, DAYS, on=today)))
        reply_due_at = min(reply_due_at, panel.meets_at)
        for appointment in asked:
            appointment.invite(reply_due_at=reply_due_at, at=now)
            appointment.updated_at = now
            work.record(
                ReviewerInvited(
                    stamp=actor.stamp(now),
                    appointment_id=appointment.id,
                    panel_id=panel_id,
                    user_id=appointment.user_id,
                    reply_due_at=reply_due_at,
                )
            )
        return len(asked)
