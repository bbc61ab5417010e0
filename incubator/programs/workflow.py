"""The life of a round, and of a participation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class RoundState(StrEnum):
    PLANNED = "planned"
    IN_APPROVAL = "in_approval"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RoundStep(StrEnum):
    """People ask (`REQUEST`, `EXTEND`, `CORRECT`, `CANCEL`, `RECALL`); approval and the clock do the rest."""

    REQUEST = "request"
    RETURN = "return"
    APPROVE = "approve"
    PUBLISH = "publish"
    OPEN = "open"
    CLOSE = "close"
    CANCEL = "cancel"
    EXTEND = "extend"
    CORRECT = "correct"
    RECALL = "recall"


class NoticeKind(StrEnum):
    """What a published revision of a call is."""

    PUBLISHED = "published"
    CORRECTION = "correction"
    EXTENSION = "extension"
    CANCELLATION = "cancellation"
    RECALL = "recall"
    RESULTS = "results"


class ParticipationState(StrEnum):
    ADMITTED = "admitted"
    ACTIVE = "active"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


LABELS: Mapping[StrEnum, Text] = {
    RoundState.PLANNED: text("작성 중"),
    RoundState.IN_APPROVAL: text("결재 중"),
    RoundState.APPROVED: text("게시 대기"),
    RoundState.SCHEDULED: text("접수 예정"),
    RoundState.OPEN: text("접수 중"),
    RoundState.CLOSED: text("접수 종료"),
    RoundState.CANCELLED: text("취소됨"),
}
STEP_LABELS: Mapping[StrEnum, Text] = {
    RoundStep.REQUEST: text("게시 결재 올리기"),
    RoundStep.RETURN: text("게시 전으로 되돌리기"),
    RoundStep.APPROVE: text("게시 승인"),
    RoundStep.PUBLISH: text("공고 게시"),
    RoundStep.OPEN: text("접수 시작"),
    RoundStep.CLOSE: text("접수 마감"),
    RoundStep.CANCEL: text("공고 취소하기"),
    RoundStep.EXTEND: text("접수 기간 연장하기"),
    RoundStep.CORRECT: text("정정공고 내기"),
    RoundStep.RECALL: text("재공고 준비하기"),
}
NOTICE_LABELS: Mapping[StrEnum, Text] = {
    NoticeKind.PUBLISHED: text("공고"),
    NoticeKind.CORRECTION: text("정정공고"),
    NoticeKind.EXTENSION: text("연장공고"),
    NoticeKind.CANCELLATION: text("취소공고"),
    NoticeKind.RECALL: text("재공고"),
    NoticeKind.RESULTS: text("선정 결과"),
}
PARTICIPATION_LABELS: Mapping[StrEnum, Text] = {
    ParticipationState.ADMITTED: text("참여 확정"),
    ParticipationState.ACTIVE: text("참여 중"),
    ParticipationState.COMPLETED: text("수료"),
    ParticipationState.WITHDRAWN: text("참여 포기"),
}
S, Step = RoundState, RoundStep
WORKFLOW = Workflow[RoundState, RoundStep](
    {
        Step.REQUEST: ({S.PLANNED}, S.IN_APPROVAL),
        # Not approved, taken back, or thought better of before anybody outside saw it.
        Step.RETURN: ({S.IN_APPROVAL, S.APPROVED}, S.PLANNED),
        Step.APPROVE: ({S.IN_APPROVAL}, S.APPROVED),
        Step.PUBLISH: ({S.APPROVED}, S.SCHEDULED),
        Step.OPEN: ({S.SCHEDULED}, S.OPEN),
        Step.CLOSE: ({S.OPEN}, S.CLOSED),
        Step.CANCEL: ({S.PLANNED, S.SCHEDULED, S.OPEN, S.CLOSED}, S.CANCELLED),
        # A closed round never opens again: a longer reception is decided and published before it ends.
        Step.EXTEND: ({S.SCHEDULED, S.OPEN}, None),
        Step.CORRECT: ({S.SCHEDULED, S.OPEN, S.CLOSED}, None),
        # A new call beside the old one, which stays as it ended.
        Step.RECALL: ({S.CLOSED, S.CANCELLED}, None),
    },
    start=S.PLANNED,
    labels=LABELS,
)
