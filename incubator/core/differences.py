"""What differs between two texts, word by word."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Piece:
    """A run of words that stayed, went or came."""

    part: Part
    words: str


def word_difference(before: str, after: str) -> tuple[Piece, ...]:
    """The two texts word by word; white space counts as it stands."""
    old, new = re.findall(r"\s+|\S+", before), re.findall(r"\s+|\S+", after)
    pieces: list[Piece] = []
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(Part.SAME, "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece(Part.REMOVED, "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece(Part.ADDED, "".join(new[j1:j2])))
    return tuple(pieces)
