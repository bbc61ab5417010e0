"""A reviewer says that he comes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.invitations import InvitationAnswered
from incubator.reviews.queries import invitations, panels, pool
from incubator.reviews.usecases.detect_conflicts import detect_conflicts


def accept_invitation(*, actor: Actor, appointment_id: UUID, now: datetime) -> None:
    """His refusals in a row are forgotten.  Raises NotFound, StepNotAllowed, RuleBroken (too late)."""
    with unit_of_work() as work:
        appointment, _round = invitations.get_own(work.session, actor, appointment_id)
        panels.lock_panel(work.session, appointment.panel_id)
        appointment = invitations.get_own_for_change(work.session, actor, appointment_id)
        appointment.accept(at=now)
        if appointment.reply_due_at is None or appointment.reply_due_at <= now:
            raise RuleBroken(
                text("답하실 수 있는 기한이 지났습니다."), how=text("참여하실 수 있으면 센터 담당자에게 알려 주세요.")
            )
        appointment.updated_at = now
        member = pool.find_by_user_for_change(work.session, actor.user_id)
        if member is not None and member.refusals:
            member.refusals = 0
        work.record(
            InvitationAnswered(
                stamp=actor.stamp(now),
                appointment_id=appointment.id,
                panel_id=appointment.panel_id,
                user_id=actor.user_id,
            )
        )
        work.session.flush()
        detect_conflicts(panel_id=appointment.panel_id, stamp=actor.stamp(now))
