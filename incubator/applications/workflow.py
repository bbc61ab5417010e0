"""What may follow what in the life of an application."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class ApplicationState(StrEnum):
    """`draft` is also the state after an un-submit; `not_submitted` is 미제출, a draft the deadline has passed."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    WITHDRAWN = "withdrawn"
    NOT_SUBMITTED = "not_submitted"
    IN_REVIEW = "in_review"


class ApplicationStep(StrEnum):
    SUBMIT = "submit"
    UNSUBMIT = "unsubmit"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    RECEIVE = "receive"


class AttemptOutcome(StrEnum):
    """How one press of the submit button ended."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


S = ApplicationState
Step = ApplicationStep

LABELS: Mapping[StrEnum, Text] = {
    S.DRAFT: text("작성 중"),
    S.SUBMITTED: text("제출 완료"),
    S.WITHDRAWN: text("철회"),
    S.NOT_SUBMITTED: text("미제출"),
    S.IN_REVIEW: text("심사 중"),
    Step.SUBMIT: text("제출하기"),
    Step.UNSUBMIT: text("제출 취소하기"),
    Step.WITHDRAW: text("철회하기"),
    Step.EXPIRE: text("미제출 처리"),
    Step.RECEIVE: text("심사 시작"),
    AttemptOutcome.ACCEPTED: text("접수됨"),
    AttemptOutcome.REFUSED: text("접수되지 않음"),
}

WORKFLOW = Workflow[ApplicationState, ApplicationStep](
    {
        Step.SUBMIT: ({S.DRAFT}, S.SUBMITTED),
        Step.UNSUBMIT: ({S.SUBMITTED}, S.DRAFT),
        Step.WITHDRAW: ({S.DRAFT, S.SUBMITTED, S.IN_REVIEW}, S.WITHDRAWN),
        Step.EXPIRE: ({S.DRAFT}, S.NOT_SUBMITTED),
        Step.RECEIVE: ({S.SUBMITTED}, S.IN_REVIEW),
    },
    start=S.DRAFT,
    labels=LABELS,
)
