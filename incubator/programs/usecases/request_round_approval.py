"""기안: put something about a round before the people who decide.  Part of the use cases that ask."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.queries import find_pending
from incubator.approvals.rules import Act
from incubator.approvals.usecases.request_approval import Line, Matter, request_approval
from incubator.core.errors import RuleBroken
from incubator.core.money import Won
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.programs.events import RoundApprovalRequested
from incubator.programs.models import Round
from incubator.programs.queries.authority import find_limit
from incubator.programs.queries.drafts import Draft

SUBJECT = "round"
APPROVED = text("승인된 공고라 게시할 때까지 바꿀 수 없습니다.")
NEEDS_APPROVAL = text("이미 접수한 신청이 있어 정정공고에 결재가 필요합니다.")
CHOOSE = text("화면을 새로 고친 뒤 결재할 사람을 골라 올려 주세요.")
TAKE_BACK = text("‘게시 전으로 되돌리기’를 누른 뒤 고쳐서 다시 결재를 올려 주세요.")


def request_round_approval(
    work: Work, *, actor: Actor, about: Round, act: Act, draft: Draft, line: Line, reason: str, now: datetime
) -> UUID:
    """The id of the approval.  The row of the round is locked by the caller."""
    program, amount_won = about.program, amount_of(about, draft)
    matter = Matter(
        act=act,
        subject_kind=SUBJECT,
        subject_id=about.id,
        code=f"{about.year}-{program.code}-{about.round_no:02d}",
        title=about.title,
        link=f"/staff/rounds/{about.id}{draft.page}",
        program_id=program.id,
        branch_id=program.branch_id,
        document=draft.document,
        content=draft.content,
        amount_won=amount_won,
        limit_won=find_limit(work.session, act, amount_won, now),
    )
    approval_id = request_approval(actor=actor, matter=matter, line=line, reason=reason, now=now)
    work.record(
        RoundApprovalRequested(
            stamp=actor.stamp(now),
            reason=reason,
            round_id=about.id,
            program_id=program.id,
            approval_id=approval_id,
            act=act.value,
        )
    )
    return approval_id


def amount_of(about: Round, draft: Draft) -> Won | None:
    """The budget the decision is about: the larger one where it is changed, None while one of them is unknown."""
    after = draft.content.get("changes", {}).get("budget_won", about.budget_won)
    known = [Won(amount) for amount in (about.budget_won, after) if amount is not None]
    return max(known) if len(known) == 2 else None


def check_nothing_pending(work: Work, about: Round) -> None:
    """Raises RuleBroken while something about the round is being decided: it must stay what was shown."""
    pending = find_pending(work.session, SUBJECT, about.id)
    if pending is not None:
        raise RuleBroken(
            text("결재 중인 안(%(number)s)이 있어 지금은 바꿀 수 없습니다.", number=pending.number),
            how=text("결재가 끝난 뒤에 하거나, 결재함에서 회수한 뒤에 바꿔 주세요."),
        )
