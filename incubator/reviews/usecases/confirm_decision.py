"""확정: a head who did not propose confirms what the committee has agreed on.  Nobody outside knows until the release."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Stale
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.decisions import DecisionConfirmed
from incubator.reviews.policy.decisions import is_another
from incubator.reviews.policy.people import may_head
from incubator.reviews.queries import decisions
from incubator.reviews.workflow import DECISION_WORKFLOW, DecisionStep


def confirm_decision(*, actor: Actor, decision_id: UUID, seen: str, now: datetime) -> None:
    """`seen` is the fingerprint of the lines that were on the page.

    Raises NotFound, Forbidden (also for the proposer himself), StepNotAllowed, Stale.
    """
    with unit_of_work() as work:
        round_, decision = decisions.get_for_change(work.session, actor, decision_id)
        may_head(actor, round_).enforce()
        DECISION_WORKFLOW.after(decision.state, DecisionStep.CONFIRM)
        is_another(actor, decision).enforce()
        if seen != decision.sha256:
            raise Stale(
                text("보신 선정안과 지금 선정안이 다릅니다."), how=text("화면을 새로 고쳐 내용을 다시 확인해 주세요.")
            )
        decision.confirm(by=actor.user_id, at=now)
        decision.updated_at = now
        work.record(DecisionConfirmed(stamp=actor.stamp(now), decision_id=decision.id, round_id=round_.id))
