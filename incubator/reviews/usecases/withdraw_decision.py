"""거두기: take a proposal back before anybody outside knows of it; a new one may follow."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.queries import find_pending
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.decisions import DecisionWithdrawn
from incubator.reviews.policy.decisions import may_withdraw
from incubator.reviews.queries import decisions
from incubator.reviews.usecases.compute_stage import LEAST_REASON, LONGEST_REASON
from incubator.reviews.usecases.request_release import SUBJECT
from incubator.reviews.workflow import DECISION_WORKFLOW, DecisionStep


def withdraw_decision(*, actor: Actor, decision_id: UUID, reason: str, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed (released already), RuleBroken while its release is being decided, Invalid."""
    plain = reason.strip()
    if not LEAST_REASON <= len(plain) <= LONGEST_REASON:
        raise Invalid(text("거두는 까닭을 %(least)d자 이상 적어 주세요.", least=LEAST_REASON), field="reason")
    with unit_of_work() as work:
        round_, decision = decisions.get_for_change(work.session, actor, decision_id)
        may_withdraw(actor, round_).enforce()
        DECISION_WORKFLOW.after(decision.state, DecisionStep.WITHDRAW)
        pending = find_pending(work.session, SUBJECT, decision.id)
        if pending is not None:
            raise RuleBroken(
                text("발표 결재(%(number)s)가 진행 중이라 거둘 수 없습니다.", number=pending.number),
                how=text("결재함에서 결재를 먼저 회수하거나 반려해 주세요."),
            )
        decision.withdraw(reason=plain)
        decision.updated_at = now
        work.record(
            DecisionWithdrawn(stamp=actor.stamp(now), reason=plain, decision_id=decision.id, round_id=round_.id)
        )
