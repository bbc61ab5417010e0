"""A score sheet, and the computation sheet (집계표) made from all of them (domain.md §2.4, §4)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text
from incubator.core.workflow import Workflow


class SheetState(StrEnum):
    """`void`: the reviewer was recused or let go; what he had written counts nowhere and is kept."""

    OPEN = "sheet_open"
    SUBMITTED = "sheet_submitted"
    RETURNED = "sheet_returned"
    LOCKED = "sheet_locked"
    VOID = "sheet_void"


class SheetStep(StrEnum):
    SAVE = "save_scores"
    SUBMIT = "submit_sheet"
    RETURN = "return_sheet"
    LOCK = "lock_panel"
    REOPEN = "reopen_panel"
    VOID = "void_sheet"


class ComputationState(StrEnum):
    """`superseded`: a later computation took its place; both are kept."""

    COMPUTED = "computed"
    CONFIRMED = "computation_confirmed"
    SUPERSEDED = "superseded"


class ComputationStep(StrEnum):
    SIGN = "sign_computation"
    CONFIRM = "confirm_stage"
    SUPERSEDE = "compute_stage"


LABELS: Mapping[StrEnum, Text] = {
    SheetState.OPEN: text("작성 중"),
    SheetState.SUBMITTED: text("평가표 제출"),
    SheetState.RETURNED: text("돌려받음"),
    SheetState.LOCKED: text("마감"),
    SheetState.VOID: text("효력 없음"),
    ComputationState.COMPUTED: text("집계됨"),
    ComputationState.CONFIRMED: text("집계 확정"),
    ComputationState.SUPERSEDED: text("이전 집계"),
}
S, C = SheetState, ComputationState
SHEET_WORKFLOW = Workflow[SheetState, SheetStep](
    {
        SheetStep.SAVE: ({S.OPEN, S.RETURNED}, None),
        SheetStep.SUBMIT: ({S.OPEN, S.RETURNED}, S.SUBMITTED),
        SheetStep.RETURN: ({S.SUBMITTED}, S.RETURNED),
        SheetStep.LOCK: ({S.SUBMITTED}, S.LOCKED),
        SheetStep.REOPEN: ({S.LOCKED}, S.SUBMITTED),
        SheetStep.VOID: ({S.OPEN, S.SUBMITTED, S.RETURNED}, S.VOID),
    },
    start=S.OPEN,
    labels=LABELS,
)
COMPUTATION_WORKFLOW = Workflow[ComputationState, ComputationStep](
    {
        ComputationStep.SIGN: ({C.COMPUTED}, None),
        ComputationStep.CONFIRM: ({C.COMPUTED}, C.CONFIRMED),
        ComputationStep.SUPERSEDE: ({C.COMPUTED, C.CONFIRMED}, C.SUPERSEDED),
    },
    start=C.COMPUTED,
    labels=LABELS,
)
