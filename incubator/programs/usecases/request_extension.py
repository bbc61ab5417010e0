"""연장 결재: ask for a later deadline, for everybody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.rules import Act
from incubator.approvals.usecases.request_approval import Line
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.queries.drafts import extension_of
from incubator.programs.usecases.extend_round import check_later
from incubator.programs.usecases.publish_notice import check_reason
from incubator.programs.usecases.request_round_approval import request_round_approval
from incubator.programs.workflow import WORKFLOW, RoundStep


def request_extension(
    *, actor: Actor, round_id: UUID, closes_at: datetime, reason: str, line: Line, now: datetime
) -> UUID:
    """The id of the approval.  Nothing moves before it is granted; whoever decides must do so before the deadline.

    Raises RuleBroken after the deadline, Invalid for a time that is not later or a missing reason.
    """
    with unit_of_work() as work:
        public = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_extend(actor, public).enforce()
        WORKFLOW.after(public.state, RoundStep.EXTEND)
        check_later(public, closes_at, now)
        plain_reason = check_reason(reason)
        draft = extension_of(public, closes_at)
        return request_round_approval(
            work, actor=actor, about=public, act=Act.EXTEND, draft=draft, line=line, reason=plain_reason, now=now
        )
