"""What was published about a call after its first publication, with what changed word by word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from incubator.core.differences import Part, Piece, word_difference
from incubator.core.text import Text
from incubator.programs.models import RoundNotice
from incubator.programs.rules.content import FIELD_NAMES, row_line
from incubator.programs.rules.eligibility import describe, load_rules
from incubator.programs.rules.references import ReferenceDates
from incubator.programs.rules.scoring import TIE_LABELS, TieStep
from incubator.programs.workflow import NoticeKind
from incubator.web.filters import day, moment, won
from incubator.web.i18n import tr

_INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?", re.ASCII)
_KEPT_WORDS = 12


@dataclass(frozen=True)
class Change:
    """`pieces` have `.part` (same, removed, added) and `.words`."""

    field: Text
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Revision:
    no: int
    kind: NoticeKind
    at: datetime
    reason: str
    changes: tuple[Change, ...]


def revisions_of(notices: list[RoundNotice], dates: ReferenceDates) -> tuple[Revision, ...]:
    """Newest first; conditions are worded with these days of reference."""
    return tuple(
        Revision(
            no=notice.no,
            kind=notice.kind,
            at=notice.published_at,
            reason=notice.reason,
            changes=tuple(change_of(row, dates) for row in notice.changes),
        )
        for notice in notices
    )


def change_of(row: dict[str, Any], dates: ReferenceDates) -> Change:
    before, after = (_words(row["field"], row[side], dates) for side in ("before", "after"))
    if row["field"].endswith(("_at", "_on")):
        # A moment is one thing: two of its figures apart say nothing.
        moved = (Piece(Part.REMOVED, before), Piece(Part.ADDED, after))
        return Change(FIELD_NAMES[row["field"]], tuple(piece for piece in moved if piece.words))
    return Change(FIELD_NAMES[row["field"]], _shortened(word_difference(before, after)))


def _words(field: str, value: Any, dates: ReferenceDates) -> str:
    if value is None:
        return ""
    if field == "eligibility":
        return "\n".join(tr(describe(rule, dates)) for rule in load_rules(value))
    if field == "tie_chain":
        return "\n".join(tr(TIE_LABELS[TieStep(step)]) for step in value)
    if isinstance(value, list):
        return "\n".join(_row_words(field, row) for row in value)
    if isinstance(value, str) and field.endswith(("_at", "_on")):
        return _instant(value)
    return won(value) if field == "budget_won" else str(value)


def _row_words(field: str, row: dict[str, Any]) -> str:
    shown = {key: _instant(value) if isinstance(value, str) else value for key, value in row.items()}
    return row_line(field, shown)


def _instant(raw: str) -> str:
    """A stored day or instant in the reader's words; any other text as it is."""
    if not _INSTANT.fullmatch(raw):
        return raw
    try:
        at = datetime.fromisoformat(raw)
    except ValueError:
        return raw
    return day(at.date()) if at.tzinfo is None else moment(at)


def _shortened(pieces: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Long unchanged stretches keep a few words on the sides of a change."""
    short = []
    for place, piece in enumerate(pieces):
        words = re.findall(r"\s+|\S+", piece.words)
        if piece.part is not Part.SAME or len(words) <= 4 * _KEPT_WORDS:
            short.append(piece)
            continue
        head = "" if place == 0 else "".join(words[: 2 * _KEPT_WORDS])
        tail = "" if place == len(pieces) - 1 else "".join(words[-2 * _KEPT_WORDS :])
        short.append(Piece(Part.SAME, f"{head} … {tail}"))
    return tuple(short)
