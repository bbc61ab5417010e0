"""Tables of the slice: programs, rounds, what was published (`rounds`), what a round is set to (`settings`), `partners`."""

from incubator.programs.models.partners import ProgramPartner
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
    "ProgramPartner",
    "Round",
    "RoundAttachment",
    "RoundNotice",
    "RoundStage",
]
