"""A reviewer says that he does not come, also after he had said yes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.invitations import InvitationDeclined
from incubator.reviews.queries import invitations, pool
from incubator.reviews.rules.pool import checked_reason


def decline_invitation(*, actor: Actor, appointment_id: UUID, reason: str, now: datetime) -> None:
    """It counts as a refusal.  Raises NotFound, StepNotAllowed, Invalid (field "reason")."""
    with unit_of_work() as work:
        appointment = invitations.get_own_for_change(work.session, actor, appointment_id)
        words = checked_reason(reason)
        appointment.decline(reason=words, at=now)
        appointment.updated_at = now
        work.record(
            InvitationDeclined(
                stamp=actor.stamp(now),
                appointment_id=appointment.id,
                panel_id=appointment.panel_id,
                user_id=actor.user_id,
                refusals=count_refusal(work, actor.user_id),
            )
        )


def count_refusal(work: Work, user_id: UUID) -> int:
    """One more in a row; 0 for somebody who is not in the pool any more."""
    member = pool.find_by_user_for_change(work.session, user_id)
    if member is None:
        return 0
    member.refusals += 1
    return member.refusals
