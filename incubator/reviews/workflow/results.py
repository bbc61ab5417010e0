"""The decision about a round, and an objection against it (domain.md §2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class Standing(StrEnum):
    """What a decision says of one application."""

    SELECTED = "selected"
    WAITLISTED = "waitlisted"
    NOT_SELECTED = "not_selected"
    BELOW_FLOOR = "below_floor"
    ABSENT = "absent"


class DecisionState(StrEnum):
    """`confirmed`: the committee has decided and nobody outside knows; `released`: everybody was told."""

    PROPOSED = "decision_proposed"
    DELIBERATED = "decision_deliberated"
    CONFIRMED = "decision_confirmed"
    RELEASED = "decision_released"
    WITHDRAWN = "decision_withdrawn"


class DecisionStep(StrEnum):
    DELIBERATE = "deliberate_decision"
    CONFIRM = "confirm_decision"
    RELEASE = "release_decision"
    WITHDRAW = "withdraw_decision"


class ObjectionState(StrEnum):
    """인용, 기각, 각하."""

    FILED = "objection_filed"
    UPHELD = "objection_upheld"
    DISMISSED = "objection_dismissed"
    INADMISSIBLE = "objection_inadmissible"


class ObjectionStep(StrEnum):
    UPHOLD = "uphold_objection"
    DISMISS = "dismiss_objection"
    REJECT = "reject_objection"


LABELS: Mapping[StrEnum, Text] = {
    Standing.SELECTED: text("선정"),
    Standing.WAITLISTED: text("예비"),
    Standing.NOT_SELECTED: text("미선정"),
    Standing.BELOW_FLOOR: text("과락"),
    Standing.ABSENT: text("불참"),
    DecisionState.PROPOSED: text("선정안 작성"),
    DecisionState.DELIBERATED: text("심의 마침"),
    DecisionState.CONFIRMED: text("확정, 발표 전"),
    DecisionState.RELEASED: text("발표됨"),
    DecisionState.WITHDRAWN: text("거둠"),
    ObjectionState.FILED: text("심의 중"),
    ObjectionState.UPHELD: text("인용"),
    ObjectionState.DISMISSED: text("기각"),
    ObjectionState.INADMISSIBLE: text("각하"),
}
D, Ob = DecisionState, ObjectionState
DECISION_WORKFLOW = Workflow[DecisionState, DecisionStep](
    {
        DecisionStep.DELIBERATE: ({D.PROPOSED}, D.DELIBERATED),
        DecisionStep.CONFIRM: ({D.DELIBERATED}, D.CONFIRMED),
        # By the last signature of the approval: who proposed never releases.
        DecisionStep.RELEASE: ({D.CONFIRMED}, D.RELEASED),
        DecisionStep.WITHDRAW: ({D.PROPOSED, D.DELIBERATED, D.CONFIRMED}, D.WITHDRAWN),
    },
    start=D.PROPOSED,
    labels=LABELS,
)
OBJECTION_WORKFLOW = Workflow[ObjectionState, ObjectionStep](
    {
        ObjectionStep.UPHOLD: ({Ob.FILED}, Ob.UPHELD),
        ObjectionStep.DISMISS: ({Ob.FILED}, Ob.DISMISSED),
        ObjectionStep.REJECT: ({Ob.FILED}, Ob.INADMISSIBLE),
    },
    start=Ob.FILED,
    labels=LABELS,
)
