"""발표 결재: ask for the signature that tells everybody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.queries import find_pending
from incubator.approvals.rules import Act
from incubator.approvals.usecases.request_approval import Line, Matter, request_approval
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.decisions import ReleaseRequested
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import decisions
from incubator.reviews.queries.releases import release_draft
from incubator.reviews.workflow import DECISION_WORKFLOW, DecisionStep

SUBJECT = "decision"


def request_release(*, actor: Actor, decision_id: UUID, line: Line, now: datetime) -> UUID:
    """The id of the approval.

    Raises NotFound, Forbidden, StepNotAllowed before it is confirmed, RuleBroken while it is being decided, Invalid for a
    line that cannot stand: who proposed the selection signs last under nothing.
    """
    with unit_of_work() as work:
        round_, decision = decisions.get_for_change(work.session, actor, decision_id)
        may_run(actor, round_).enforce()
        DECISION_WORKFLOW.after(decision.state, DecisionStep.RELEASE)
        if line.approver_id == decision.proposed_by:
            raise Invalid(text("선정안을 올린 사람은 발표를 결재할 수 없습니다."), field="approver_id")
        pending = find_pending(work.session, SUBJECT, decision.id)
        if pending is not None:
            raise RuleBroken(text("이미 발표 결재(%(number)s)가 진행 중입니다.", number=pending.number))
        draft = release_draft(work.session, round_, decision)
        program = round_.program
        approval_id = request_approval(
            actor=actor,
            matter=Matter(
                act=Act.RELEASE,
                subject_kind=SUBJECT,
                subject_id=decision.id,
                code=f"{round_.year}-{program.code}-{round_.round_no:02d}-R{decision.no}",
                title=round_.title,
                link=f"/staff/rounds/{round_.id}/decision/release",
                program_id=program.id,
                branch_id=program.branch_id,
                document=draft.document,
                content=draft.content,
            ),
            line=line,
            reason=str(text("선정 결과를 발표합니다.")),
            now=now,
        )
        work.record(
            ReleaseRequested(
                stamp=actor.stamp(now), decision_id=decision.id, round_id=round_.id, approval_id=approval_id
            )
        )
        return approval_id
