"""Tables of the slice: people, conflicts of interest, sheets, sums and decisions, changes of what was announced."""

from incubator.reviews.models.bonuses import BonusClaim, TieDecision
from incubator.reviews.models.conflicts import Challenge, Conflict, Declaration
from incubator.reviews.models.following import SelectionChange
from incubator.reviews.models.panels import Appointment, Draw, Panel, PanelCase, PoolMember
from incubator.reviews.models.results import (
    CommitteeVote,
    Computation,
    ComputationSignature,
    Decision,
    DecisionLine,
    Objection,
)
from incubator.reviews.models.sheets import Assignment, AssignmentRun, Score, ScoreSheet, SheetVersion

__all__ = [
    "Appointment",
    "Assignment",
    "AssignmentRun",
    "BonusClaim",
    "Challenge",
    "CommitteeVote",
    "Computation",
    "ComputationSignature",
    "Conflict",
    "Decision",
    "DecisionLine",
    "Declaration",
    "Draw",
    "Objection",
    "Panel",
    "PanelCase",
    "PoolMember",
    "Score",
    "ScoreSheet",
    "SelectionChange",
    "SheetVersion",
    "TieDecision",
]
