"""The workflows of evaluation and selection: people (`panels`), sheets and sums (`sheets`), what is decided (`results`)."""

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text
from incubator.reviews.workflow import panels, results, sheets
from incubator.reviews.workflow.panels import (
    APPOINTMENT_WORKFLOW,
    CONFLICT_WORKFLOW,
    PANEL_WORKFLOW,
    POOL_WORKFLOW,
    AppointmentState,
    AppointmentStep,
    ConflictState,
    ConflictStep,
    PanelState,
    PanelStep,
    PoolState,
    PoolStep,
)
from incubator.reviews.workflow.results import (
    DECISION_WORKFLOW,
    OBJECTION_WORKFLOW,
    DecisionState,
    DecisionStep,
    ObjectionState,
    ObjectionStep,
    Standing,
)
from incubator.reviews.workflow.sheets import (
    COMPUTATION_WORKFLOW,
    SHEET_WORKFLOW,
    ComputationState,
    ComputationStep,
    SheetState,
    SheetStep,
)

LABELS: Mapping[StrEnum, Text] = {**panels.LABELS, **sheets.LABELS, **results.LABELS}

__all__ = [
    "APPOINTMENT_WORKFLOW",
    "COMPUTATION_WORKFLOW",
    "CONFLICT_WORKFLOW",
    "DECISION_WORKFLOW",
    "LABELS",
    "OBJECTION_WORKFLOW",
    "PANEL_WORKFLOW",
    "POOL_WORKFLOW",
    "SHEET_WORKFLOW",
    "AppointmentState",
    "AppointmentStep",
    "ComputationState",
    "ComputationStep",
    "ConflictState",
    "ConflictStep",
    "DecisionState",
    "DecisionStep",
    "ObjectionState",
    "ObjectionStep",
    "PanelState",
    "PanelStep",
    "PoolState",
    "PoolStep",
    "SheetState",
    "SheetStep",
    "Standing",
]
