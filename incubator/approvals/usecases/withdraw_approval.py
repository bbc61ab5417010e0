"""회수: the drafter takes back what is not decided yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals import policy, queries
from incubator.approvals.events import ApprovalWithdrawn
from incubator.approvals.usecases.return_approval import checked_reason
from incubator.db.unit_of_work import unit_of_work


def withdraw_approval(*, actor: Actor, approval_id: UUID, reason: str, now: datetime) -> None:
    """Raises Forbidden for anybody but the drafter, StepNotAllowed once it is settled, Invalid without a reason."""
    with unit_of_work() as work:
        approval = queries.get_visible_for_change(work.session, actor, approval_id)
        policy.may_withdraw(actor, approval).enforce()
        plain = checked_reason(reason)
        approval.withdraw(reason=plain, at=now)
        work.record(
            ApprovalWithdrawn(
                stamp=actor.stamp(now),
                reason=plain,
                approval_id=approval.id,
                act=approval.act.value,
                subject_kind=approval.subject_kind,
                subject_id=approval.subject_id,
            )
        )
