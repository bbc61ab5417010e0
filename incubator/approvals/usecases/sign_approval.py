"""검토·승인: sign in one's turn.  The last signature decides, and what was asked for happens in the same transaction."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals import policy, queries
from incubator.approvals.events import ApprovalGranted, ApprovalSigned
from incubator.approvals.models import Approval
from incubator.approvals.rules import LONGEST_REASON, Turn
from incubator.approvals.workflow import WORKFLOW, ApprovalStep
from incubator.core.errors import Forbidden, Invalid
from incubator.core.events import Event
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def sign_approval(*, actor: Actor, approval_id: UUID, now: datetime, opinion: str = "") -> bool:
    """Whether this signature decided.

    Raises Forbidden for the drafter, out of turn, twice, or without the role any more; StepNotAllowed once it is
    settled; and whatever the carrying out refuses with, for instance when the thing is not the one that was shown:
    then nothing is signed.
    """
    if len(opinion) > LONGEST_REASON:
        raise Invalid(text("의견을 %(most)d자까지 적을 수 있습니다.", most=LONGEST_REASON), field="opinion")
    with unit_of_work() as work:
        approval = queries.get_visible_for_change(work.session, actor, approval_id)
        WORKFLOW.after(approval.state, ApprovalStep.SIGN)
        turn = policy.turn_for(actor, approval, queries.powers_over(work.session, actor, approval, now))
        if not isinstance(turn, Turn):
            raise Forbidden(turn)
        approval.sign(turn, by=actor.user_id, opinion=opinion.strip(), at=now)
        work.record(_fact(actor, approval, turn, now))
        return turn.decides


def _fact(actor: Actor, approval: Approval, turn: Turn, now: datetime) -> Event:
    if not turn.decides:
        return ApprovalSigned(
            stamp=actor.stamp(now), approval_id=approval.id, line_no=turn.no, manner=turn.manner.value
        )
    return ApprovalGranted(
        stamp=actor.stamp(now),
        approval_id=approval.id,
        act=approval.act.value,
        subject_kind=approval.subject_kind,
        subject_id=approval.subject_id,
        manner=turn.manner.value,
        sha256=approval.sha256,
    )
