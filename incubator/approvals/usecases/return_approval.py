"""반려: give it back to the drafter, with what has to be mended."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals import policy, queries
from incubator.approvals.events import ApprovalReturned
from incubator.approvals.rules import LEAST_REASON, LONGEST_REASON, Turn
from incubator.approvals.workflow import WORKFLOW, ApprovalStep
from incubator.core.errors import Forbidden, Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def return_approval(*, actor: Actor, approval_id: UUID, reason: str, now: datetime) -> None:
    """By whoever has to sign now.  Raises Forbidden, StepNotAllowed, Invalid without a reason."""
    with unit_of_work() as work:
        approval = queries.get_visible_for_change(work.session, actor, approval_id)
        WORKFLOW.after(approval.state, ApprovalStep.RETURN)
        turn = policy.turn_for(actor, approval, queries.powers_over(work.session, actor, approval, now))
        if not isinstance(turn, Turn):
            raise Forbidden(turn)
        plain = checked_reason(reason)
        approval.give_back(turn, by=actor.user_id, reason=plain, at=now)
        work.record(
            ApprovalReturned(
                stamp=actor.stamp(now),
                reason=plain,
                approval_id=approval.id,
                act=approval.act.value,
                subject_kind=approval.subject_kind,
                subject_id=approval.subject_id,
            )
        )


def checked_reason(reason: str) -> str:
    """Trimmed.  Raises Invalid when it says nothing or too much."""
    plain = reason.strip()
    if not LEAST_REASON <= len(plain) <= LONGEST_REASON:
        raise Invalid(
            text("사유를 %(least)d자에서 %(most)d자 사이로 적어 주세요.", least=LEAST_REASON, most=LONGEST_REASON),
            field="reason",
        )
    return plain
