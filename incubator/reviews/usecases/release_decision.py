"""발표: the last signature has fallen, and everybody is told at once."""

from __future__ import annotations

from datetime import datetime

from incubator.applications.rules.outcomes import Ground
from incubator.applications.usecases.announce_outcome import Announced, announce_outcome
from incubator.applications.workflow import OutcomeStep
from incubator.approvals.models import Approval
from incubator.approvals.rules import fingerprint
from incubator.core.errors import Forbidden, RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.programs.models import Round
from incubator.programs.usecases.publish_notice import publish_notice
from incubator.programs.workflow import NoticeKind
from incubator.reviews.events.decisions import DecisionReleased
from incubator.reviews.models import Decision, DecisionLine
from incubator.reviews.policy.decisions import ANOTHER_CONFIRMS
from incubator.reviews.queries.releases import live_lines, release_draft
from incubator.reviews.workflow import Standing

STEPS = {Standing.SELECTED: OutcomeStep.SELECT, Standing.WAITLISTED: OutcomeStep.WAITLIST}
GROUNDS = {
    Standing.NOT_SELECTED: Ground.RANK,
    Standing.BELOW_FLOOR: Ground.BELOW_FLOOR,
    Standing.ABSENT: Ground.ABSENT,
}


def release_decision(
    work: Work, *, round_: Round, decision: Decision, approval: Approval, stamp: Stamp, now: datetime
) -> None:
    """Part of the transaction that signs.

    Raises Forbidden when the proposer would sign, RuleBroken when what would be told now is not what was shown: then
    nothing was signed.
    """
    if stamp.actor_id is None or stamp.actor_id == decision.proposed_by:
        raise Forbidden(ANOTHER_CONFIRMS.reason)
    draft = release_draft(work.session, round_, decision)
    if fingerprint(draft.document, draft.content) != approval.sha256:
        raise RuleBroken(
            text("결재에 올린 뒤에 내용이 바뀌었습니다. 올린 내용과 지금 내용이 달라 발표할 수 없습니다."),
            how=text("반려하면 기안한 사람이 지금 내용으로 다시 올릴 수 있습니다."),
        )
    lines = live_lines(work.session, decision)
    decision.release(by=stamp.actor_id, at=now)
    decision.updated_at = now
    stages = {stage.key: stage.label for stage in round_.stage_rows}
    told = sum(announce_outcome(work, told=_told(decision, line, stages), stamp=stamp, now=now) for line in lines)
    publish_notice(
        work,
        about=round_,
        kind=NoticeKind.RESULTS,
        reason=str(text("선정 결과를 발표합니다.")),
        changes=[],
        now=now,
        approval=approval,
    )
    round_.updated_at = now
    work.record(DecisionReleased(stamp=stamp, decision_id=decision.id, round_id=round_.id, told=told))


def _told(decision: Decision, line: DecisionLine, stages: dict[str, str]) -> Announced:
    is_selected = line.standing is Standing.SELECTED
    return Announced(
        application_id=line.application_id,
        step=STEPS.get(line.standing, OutcomeStep.TURN_DOWN),
        waiting_no=line.waiting_no,
        amount_won=line.amount_won,
        score=line.score if decision.shows_scores else "",
        ground=GROUNDS[line.standing].value if line.standing in GROUNDS else "",
        stage=stages.get(line.stage_key, ""),
        next_steps=decision.next_steps if is_selected else "",
        feedback=line.feedback if line.feedback_by is not None else "",
    )
