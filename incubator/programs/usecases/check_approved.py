"""Carry out exactly what was approved.  Part of the use cases that follow from an approval."""

from __future__ import annotations

from incubator.approvals.models import Approval
from incubator.approvals.rules import fingerprint
from incubator.approvals.workflow import ApprovalState
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.programs.queries.drafts import Draft


def check_approved(approval: Approval, draft: Draft) -> None:
    """Raises RuleBroken unless the approval is granted and what would be done now is what was shown when it was asked."""
    if approval.state is not ApprovalState.APPROVED:
        raise RuleBroken(text("결재가 끝나지 않았습니다."))
    if fingerprint(draft.document, draft.content) != approval.sha256:
        raise RuleBroken(
            text("결재에 올린 뒤에 내용이 바뀌었습니다. 올린 내용과 지금 내용이 달라 승인할 수 없습니다."),
            how=text("반려하면 기안한 사람이 지금 내용으로 다시 올릴 수 있습니다."),
        )
