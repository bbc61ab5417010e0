"""What follows inside the transaction in which the last signature, a return or a withdrawal falls."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol
from uuid import UUID

from incubator.approvals.events import ApprovalGranted, ApprovalReturned, ApprovalWithdrawn
from incubator.approvals.models import Approval
from incubator.approvals.queries import get_approval
from incubator.approvals.rules import Act, Manner
from incubator.core.errors import RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.documents.usecases.release_file import release_file
from incubator.programs import queries
from incubator.programs.models import Round
from incubator.programs.queries.authority import find_limit
from incubator.programs.usecases.approve_round import approve_round
from incubator.programs.usecases.cancel_round import cancel_round
from incubator.programs.usecases.correct_round import correct_round
from incubator.programs.usecases.extend_round import extend_round
from incubator.programs.usecases.request_round_approval import SUBJECT
from incubator.programs.usecases.return_round import send_back


class Decided(Protocol):
    """Does what was decided, or raises: then nothing was signed."""

    def __call__(self, work: Work, *, about: Round, approval: Approval, stamp: Stamp, now: datetime) -> None: ...


DECIDED: Mapping[Act, Decided] = {
    Act.PUBLISH: approve_round,
    Act.CORRECT: correct_round,
    Act.EXTEND: extend_round,
    Act.CANCEL: cancel_round,
}


def carry_out_approval(work: Work, fact: ApprovalGranted) -> None:
    """Approvals about other things are somebody else's."""
    if fact.subject_kind != SUBJECT:
        return
    about = queries.get_whole_round_for_change(work.session, fact.subject_id)
    approval = get_approval(work.session, fact.approval_id)
    _check_limit(work, approval, fact.stamp.at)
    DECIDED[approval.act](work, about=about, approval=approval, stamp=fact.stamp, now=fact.stamp.at)


def _check_limit(work: Work, approval: Approval, now: datetime) -> None:
    """Raises RuleBroken when the limit was lowered since it was asked: rights are those of this moment."""
    last = approval.lines[-1]
    by_limit = last.manner is Manner.DELEGATED and last.signed_by == last.signer_id
    if by_limit and find_limit(work.session, approval.act, approval.amount_won, now) is None:
        raise RuleBroken(
            text("전결 한도가 바뀌어 이 금액은 결재자가 서명해야 합니다."),
            how=text("기안한 사람이 회수한 뒤 결재자를 골라 다시 올려 주세요."),
        )


def take_back_draft(work: Work, fact: ApprovalReturned | ApprovalWithdrawn) -> None:
    """A call that was to be published may be edited again; other acts have changed nothing yet."""
    if fact.subject_kind != SUBJECT:
        return
    if fact.act != Act.PUBLISH:
        _let_go(work, fact)
        return
    about = queries.get_round_for_change(work.session, fact.subject_id)
    send_back(work, about=about, stamp=fact.stamp, reason=fact.reason, now=fact.stamp.at)


def _let_go(work: Work, fact: ApprovalReturned | ApprovalWithdrawn) -> None:
    """A file that was to be put beside the call is nobody's now."""
    wanted = get_approval(work.session, fact.approval_id).content.get("attach")
    if wanted:
        release_file(actor=None, file_id=UUID(wanted["file_id"]), now=fact.stamp.at)
