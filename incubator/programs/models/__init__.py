"""Tables of the slice: programs, their rounds and what was published about them (`rounds`)."""

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

__all__ = [
    "DEFAULT_PAGES",
    "DEFAULT_TOTAL_BYTES",
    "PROSE",
    "Participation",
    "Program",
    "Round",
    "RoundAttachment",
    "RoundNotice",
]
