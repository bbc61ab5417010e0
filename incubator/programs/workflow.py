"""The life of a round, and of a participation."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class RoundState(StrEnum):
    PLANNED = "planned"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class RoundStep(StrEnum):
    PUBLISH = "publish"
    OPEN = "open"
    CLOSE = "close"
    CANCEL = "cancel"
    EXTEND = "extend"
    CORRECT = "correct"


class NoticeKind(StrEnum):
    """What a published revision of a call is."""

    PUBLISHED = "published"
    CORRECTION = "correction"
    EXTENSION = "extension"
    CANCELLATION = "cancellation"


class ParticipationState(StrEnum):
    ADMITTED = "admitted"
    ACTIVE = "active"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


LABELS: Mapping[StrEnum, Text] = {
    RoundState.PLANNED: text("작성 중"),
    RoundState.SCHEDULED: text("접수 예정"),
    RoundState.OPEN: text("접수 중"),
    RoundState.CLOSED: text("접수 종료"),
    RoundState.CANCELLED: text("취소됨"),
}
STEP_LABELS: Mapping[StrEnum, Text] = {
    RoundStep.PUBLISH: text("공고 게시하기"),
    RoundStep.OPEN: text("접수 시작"),
    RoundStep.CLOSE: text("접수 마감"),
    RoundStep.CANCEL: text("공고 취소하기"),
    RoundStep.EXTEND: text("접수 기간 연장하기"),
    RoundStep.CORRECT: text("정정공고 내기"),
}
NOTICE_LABELS: Mapping[StrEnum, Text] = {
    NoticeKind.PUBLISHED: text("공고"),
    NoticeKind.CORRECTION: text("정정공고"),
    NoticeKind.EXTENSION: text("연장공고"),
    NoticeKind.CANCELLATION: text("취소공고"),
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
        Step.PUBLISH: ({S.PLANNED}, S.SCHEDULED),
        Step.OPEN: ({S.SCHEDULED}, S.OPEN),
        Step.CLOSE: ({S.OPEN}, S.CLOSED),
        Step.CANCEL: ({S.PLANNED, S.SCHEDULED, S.OPEN, S.CLOSED}, S.CANCELLED),
        # A closed round never opens again: a longer reception is decided and published before it ends.
        Step.EXTEND: ({S.SCHEDULED, S.OPEN}, None),
        Step.CORRECT: ({S.SCHEDULED, S.OPEN, S.CLOSED}, None),
    },
    start=S.PLANNED,
    labels=LABELS,
)
