"""The life of an approval (domain.md §2.27)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class ApprovalState(StrEnum):
    DRAFTED = "drafted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class ApprovalStep(StrEnum):
    """`SIGN` hands it on to the next in the line, `SIGN_LAST` decides."""

    REQUEST = "request"
    SIGN = "sign"
    SIGN_LAST = "sign_last"
    RETURN = "return"
    WITHDRAW = "withdraw"


LABELS: Mapping[StrEnum, Text] = {
    ApprovalState.DRAFTED: text("기안 중"),
    ApprovalState.IN_REVIEW: text("결재 중"),
    ApprovalState.APPROVED: text("승인"),
    ApprovalState.RETURNED: text("반려"),
    ApprovalState.WITHDRAWN: text("회수"),
}
STEP_LABELS: Mapping[StrEnum, Text] = {
    ApprovalStep.REQUEST: text("결재 올리기"),
    ApprovalStep.SIGN: text("검토 마치기"),
    ApprovalStep.SIGN_LAST: text("승인하기"),
    ApprovalStep.RETURN: text("반려하기"),
    ApprovalStep.WITHDRAW: text("회수하기"),
}
S, Step = ApprovalState, ApprovalStep
WORKFLOW = Workflow[ApprovalState, ApprovalStep](
    {
        Step.REQUEST: ({S.DRAFTED}, S.IN_REVIEW),
        Step.SIGN: ({S.IN_REVIEW}, None),
        Step.SIGN_LAST: ({S.IN_REVIEW}, S.APPROVED),
        Step.RETURN: ({S.IN_REVIEW}, S.RETURNED),
        # What was decided is not taken back: a later decision corrects or cancels it.
        Step.WITHDRAW: ({S.DRAFTED, S.IN_REVIEW}, S.WITHDRAWN),
    },
    start=S.DRAFTED,
    labels=LABELS,
)
