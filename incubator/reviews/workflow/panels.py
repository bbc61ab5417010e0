"""People who judge: the pool, a panel, an appointment to it, a conflict of interest (domain.md §2.4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class PoolState(StrEnum):
    """예비위원.  `paused`: not drawn for a time, for instance after three refusals in a row."""

    ACTIVE = "pool_active"
    PAUSED = "pool_paused"
    REMOVED = "pool_removed"


class PoolStep(StrEnum):
    PAUSE = "pause_reviewer"
    RESTORE = "restore_reviewer"
    REMOVE = "remove_reviewer"


class PanelState(StrEnum):
    """`inviting`: people are drawn and asked.  `locked`: no sheet changes any more.  `confirmed`: the sheet is signed."""

    PLANNED = "panel_planned"
    INVITING = "panel_inviting"
    SCORING = "panel_scoring"
    LOCKED = "panel_locked"
    CONFIRMED = "panel_confirmed"
    CANCELLED = "panel_cancelled"


class PanelStep(StrEnum):
    DRAW = "draw_reviewers"
    OPEN = "open_scoring"
    LOCK = "lock_panel"
    CONFIRM = "confirm_stage"
    REOPEN = "reopen_panel"
    CANCEL = "cancel_panel"


class AppointmentState(StrEnum):
    """One person on one panel.  `drawn`: not asked yet; `sworn`: oaths signed, plans may be read; `dismissed`: let go."""

    DRAWN = "drawn"
    INVITED = "invited"
    ACCEPTED = "accepted"
    SWORN = "sworn"
    FINISHED = "finished"
    DECLINED = "declined"
    NO_REPLY = "no_reply"
    DISMISSED = "dismissed"


class AppointmentStep(StrEnum):
    INVITE = "invite_reviewer"
    ACCEPT = "accept_invitation"
    DECLINE = "decline_invitation"
    LAPSE = "lapse_invitations"
    SWEAR = "swear_oaths"
    FINISH = "finish_appointment"
    DISMISS = "dismiss_reviewer"


class ConflictState(StrEnum):
    """What was found from data waits for a person; only a confirmed one keeps somebody away for good.

    While it is `proposed` the application is kept from the person as well: better late than seen.
    """

    PROPOSED = "conflict_proposed"
    CONFIRMED = "conflict_confirmed"
    DISMISSED = "conflict_dismissed"


class ConflictStep(StrEnum):
    CONFIRM = "confirm_conflict"
    DISMISS = "dismiss_conflict"


LABELS: Mapping[StrEnum, Text] = {
    PoolState.ACTIVE: text("위촉 가능"),
    PoolState.PAUSED: text("위촉 쉼"),
    PoolState.REMOVED: text("명단에서 뺌"),
    PanelState.PLANNED: text("구성 중"),
    PanelState.INVITING: text("섭외 중"),
    PanelState.SCORING: text("평가 중"),
    PanelState.LOCKED: text("평가 마감"),
    PanelState.CONFIRMED: text("결과 확정"),
    PanelState.CANCELLED: text("취소됨"),
    AppointmentState.DRAWN: text("추첨됨"),
    AppointmentState.INVITED: text("답변 대기"),
    AppointmentState.ACCEPTED: text("수락"),
    AppointmentState.SWORN: text("서약 마침"),
    AppointmentState.FINISHED: text("평가 마침"),
    AppointmentState.DECLINED: text("사양"),
    AppointmentState.NO_REPLY: text("답변 없음"),
    AppointmentState.DISMISSED: text("해촉"),
    ConflictState.PROPOSED: text("확인 전"),
    ConflictState.CONFIRMED: text("이해충돌 확인"),
    ConflictState.DISMISSED: text("이해충돌 아님"),
}
P, A = PanelState, AppointmentState
POOL_WORKFLOW = Workflow[PoolState, PoolStep](
    {
        PoolStep.PAUSE: ({PoolState.ACTIVE}, PoolState.PAUSED),
        PoolStep.RESTORE: ({PoolState.PAUSED}, PoolState.ACTIVE),
        PoolStep.REMOVE: ({PoolState.ACTIVE, PoolState.PAUSED}, PoolState.REMOVED),
    },
    start=PoolState.ACTIVE,
    labels=LABELS,
)
PANEL_WORKFLOW = Workflow[PanelState, PanelStep](
    {
        # A second draw fills the places of those who declined.
        PanelStep.DRAW: ({P.PLANNED, P.INVITING}, P.INVITING),
        PanelStep.OPEN: ({P.INVITING}, P.SCORING),
        PanelStep.LOCK: ({P.SCORING}, P.LOCKED),
        PanelStep.CONFIRM: ({P.LOCKED}, P.CONFIRMED),
        # Before anything is announced, with a reason; the use case asks the decision.
        PanelStep.REOPEN: ({P.LOCKED, P.CONFIRMED}, P.SCORING),
        PanelStep.CANCEL: ({P.PLANNED, P.INVITING}, P.CANCELLED),
    },
    start=P.PLANNED,
    labels=LABELS,
)
APPOINTMENT_WORKFLOW = Workflow[AppointmentState, AppointmentStep](
    {
        AppointmentStep.INVITE: ({A.DRAWN}, A.INVITED),
        AppointmentStep.ACCEPT: ({A.INVITED}, A.ACCEPTED),
        AppointmentStep.DECLINE: ({A.INVITED, A.ACCEPTED}, A.DECLINED),
        AppointmentStep.LAPSE: ({A.INVITED}, A.NO_REPLY),
        AppointmentStep.SWEAR: ({A.ACCEPTED}, A.SWORN),
        AppointmentStep.FINISH: ({A.SWORN}, A.FINISHED),
        AppointmentStep.DISMISS: ({A.DRAWN, A.INVITED, A.ACCEPTED, A.SWORN}, A.DISMISSED),
    },
    start=A.DRAWN,
    labels=LABELS,
)
CONFLICT_WORKFLOW = Workflow[ConflictState, ConflictStep](
    {
        ConflictStep.CONFIRM: ({ConflictState.PROPOSED, ConflictState.DISMISSED}, ConflictState.CONFIRMED),
        ConflictStep.DISMISS: ({ConflictState.PROPOSED, ConflictState.CONFIRMED}, ConflictState.DISMISSED),
    },
    start=ConflictState.PROPOSED,
    labels=LABELS,
)
