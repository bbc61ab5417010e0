"""The life of an account."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class UserState(StrEnum):
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class UserStep(StrEnum):
    SUSPEND = "suspend"
    RESTORE = "restore"
    CLOSE = "close"


LABELS: Mapping[StrEnum, Text] = {
    UserState.ACTIVE: text("사용 중"),
    UserState.SUSPENDED: text("정지"),
    UserState.CLOSED: text("탈퇴"),
}

WORKFLOW = Workflow[UserState, UserStep](
    {
        UserStep.SUSPEND: ({UserState.ACTIVE}, UserState.SUSPENDED),
        UserStep.RESTORE: ({UserState.SUSPENDED}, UserState.ACTIVE),
        UserStep.CLOSE: ({UserState.ACTIVE, UserState.SUSPENDED}, UserState.CLOSED),
    },
    start=UserState.ACTIVE,
    labels=LABELS,
)
