"""취소공고: a call is taken back, with a reason; what was published stays readable."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundCancelled
from incubator.programs.usecases.publish_notice import check_reason, publish_notice
from incubator.programs.workflow import NoticeKind


def cancel_round(*, actor: Actor, round_id: UUID, reason: str, now: datetime) -> None:
    """Cancel a round in any state but cancelled.  A public one gets a public notice; applications hear of the fact."""
    with unit_of_work() as work:
        found = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_cancel(actor, found).enforce()
        plain_reason = check_reason(reason)
        found.cancel(at=now)
        found.updated_at = now
        was_public = found.published_at is not None
        if was_public:
            publish_notice(
                work,
                actor=actor,
                about=found,
                kind=NoticeKind.CANCELLATION,
                reason=plain_reason,
                changes=[],
                now=now,
            )
        work.record(
            RoundCancelled(
                stamp=actor.stamp(now),
                reason=plain_reason,
                round_id=found.id,
                program_id=found.program_id,
                was_public=was_public,
            )
        )
