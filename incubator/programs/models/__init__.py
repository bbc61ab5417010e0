"""Tables of the slice: programs, rounds and what was published (`rounds`), what a round is set to (`settings`)."""

from incubator.programs.models.rounds import (
    DEFAULT_PAGES,
    DEFAULT_TOTAL_BYTES,
    PROSE,
    Participation,
    Program,
    Round,
    RoundAttachment,
    RoundNotice,
)
from incubator.programs.models.settings import BonusItem, Criterion, Division, RoundStage

__all__ = [
    "DEFAULT_PAGES",
    "DEFAULT_TOTAL_BYTES",
    "PROSE",
    "BonusItem",
    "Criterion",
    "Division",
    "Participation",
    "Program",
    "Round",
    "RoundAttachment",
    "RoundNotice",
    "RoundStage",
]
