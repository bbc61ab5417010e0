"""취소 결재: ask to take a public call back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.rules import Act
from incubator.approvals.usecases.request_approval import Line
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.queries.drafts import cancellation_of
from incubator.programs.usecases.publish_notice import check_reason
from incubator.programs.usecases.request_round_approval import request_round_approval
from incubator.programs.workflow import WORKFLOW, RoundStep


def request_cancellation(*, actor: Actor, round_id: UUID, reason: str, line: Line, now: datetime) -> UUID:
    """The id of the approval.  A call nobody outside has seen is cancelled without one (`cancel_planned_round`)."""
    with unit_of_work() as work:
        found = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_cancel(actor, found).enforce()
        WORKFLOW.after(found.state, RoundStep.CANCEL)
        if found.published_at is None:
            raise RuleBroken(text("아직 게시하지 않은 공고는 결재 없이 취소할 수 있습니다."))
        plain_reason = check_reason(reason)
        draft = cancellation_of(found)
        return request_round_approval(
            work, actor=actor, about=found, act=Act.CANCEL, draft=draft, line=line, reason=plain_reason, now=now
        )
