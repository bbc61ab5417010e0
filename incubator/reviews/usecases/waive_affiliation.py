"""Let somebody of a partner company judge in an open call: a recorded exception of a head (평가 지침 제12조 제3항)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.conflicts import ConflictDismissed
from incubator.reviews.events.invitations import AffiliationWaived
from incubator.reviews.models import Appointment
from incubator.reviews.policy.invitations import may_waive
from incubator.reviews.queries import conflicts, invitations, panels
from incubator.reviews.rules.conflicts import Ground
from incubator.reviews.rules.pool import checked_reason
from incubator.reviews.workflow import ConflictState


def waive_affiliation(*, actor: Actor, panel_id: UUID, appointment_id: UUID, reason: str, now: datetime) -> None:
    """Only the ground of the same group is waived: who mentored, invested or works there stays away.

    Raises NotFound, Forbidden, RuleBroken (waived already, or gone), Invalid (field "reason").
    """
    with unit_of_work() as work:
        _panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        appointment = invitations.get_on_panel_for_change(work.session, panel_id, appointment_id)
        may_waive(actor, appointment, round_).enforce()
        words = checked_reason(reason)
        if appointment.waiver or appointment.state not in conflicts.LIVE:
            raise RuleBroken(text("이미 예외를 두었거나 위원회에 없는 사람입니다."))
        appointment.waiver = words
        appointment.updated_at = now
        work.record(
            AffiliationWaived(
                stamp=actor.stamp(now),
                reason=words,
                appointment_id=appointment.id,
                panel_id=panel_id,
                user_id=appointment.user_id,
            )
        )
        _dismiss(work, actor, appointment, words, now)


def _dismiss(work: Work, actor: Actor, appointment: Appointment, words: str, now: datetime) -> None:
    for conflict in conflicts.list_of_ground_for_change(work.session, appointment.id, Ground.AFFILIATE):
        if conflict.state is ConflictState.DISMISSED:
            continue
        conflict.dismiss(by=actor.user_id, reason=words, at=now)
        conflict.updated_at = now
        work.record(
            ConflictDismissed(
                stamp=actor.stamp(now),
                reason=words,
                conflict_id=conflict.id,
                appointment_id=appointment.id,
                application_id=conflict.application_id,
                panel_id=appointment.panel_id,
                ground=conflict.ground,
            )
        )
