"""Give a call up that nobody outside has seen."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundCancelled
from incubator.programs.usecases.publish_notice import check_reason
from incubator.programs.usecases.request_round_approval import check_nothing_pending


def cancel_planned_round(*, actor: Actor, round_id: UUID, reason: str, now: datetime) -> None:
    """Nothing was published, so nothing is.  Raises RuleBroken for a public call: that needs approval."""
    with unit_of_work() as work:
        found = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_cancel(actor, found).enforce()
        check_nothing_pending(work, found)
        if found.published_at is not None:
            raise RuleBroken(text("이미 게시한 공고입니다."), how=text("‘공고 취소하기’에서 결재를 올려 주세요."))
        plain_reason = check_reason(reason)
        found.cancel(at=now)
        found.updated_at = now
        work.record(
            RoundCancelled(
                stamp=actor.stamp(now),
                reason=plain_reason,
                round_id=found.id,
                program_id=found.program_id,
                was_public=False,
            )
        )
