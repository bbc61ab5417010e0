"""Evaluation fees: so much an hour, a cap per day and subject, one cap for all kinds together (domain.md §2.4, §4.6).

Rates are arguments, since a ministry may change them.  Money is whole won; a part of an hour counts by the minute and
what is less than a won is cut off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MINUTES = 60


class FeeKind(StrEnum):
    EVALUATION = "evaluation"
    MEETING = "meeting"


@dataclass(frozen=True)
class Rate:
    """Won for an hour and the most for a day and subject."""

    per_hour: int
    cap: int


@dataclass(frozen=True)
class Sitting:
    """Work of one person: `key` names it, `subject` is what it was about."""

    key: str
    kind: FeeKind
    day: date
    subject: str
    minutes: int


@dataclass(frozen=True)
class Fee:
    """`uncapped` is what the minutes are worth, `amount` what is paid; `cap` is the limit that cut it, None: none did."""

    sitting: Sitting
    uncapped: int
    amount: int
    cap: int | None


def fees_of(sittings: Iterable[Sitting], rates: Mapping[FeeKind, Rate]) -> tuple[Fee, ...]:
    """What each sitting of one person is paid, in the order of days, subjects, kinds and keys.

    Within a day and subject each kind stays below its own cap and all kinds together below the largest cap among them.
    Raises ValueError for a sitting twice or without minutes, KeyError for a kind without a rate.
    """
    rows = sorted(sittings, key=lambda row: (row.day, row.subject, row.kind, row.key))
    if len({row.key for row in rows}) != len(rows) or any(row.minutes <= 0 for row in rows):
        raise ValueError("a sitting counts once and takes time")
    caps: dict[tuple[date, str], int] = {}
    for row in rows:
        place = (row.day, row.subject)
        caps[place] = max(caps.get(place, 0), rates[row.kind].cap)
    paid: dict[tuple[date, str, FeeKind | None], int] = {}
    found = []
    for row in rows:
        rate, own, shared = rates[row.kind], (row.day, row.subject, row.kind), (row.day, row.subject, None)
        uncapped = rate.per_hour * row.minutes // MINUTES
        limits = ((rate.cap - paid.get(own, 0), rate.cap), (caps[own[:2]] - paid.get(shared, 0), caps[own[:2]]))
        left, cap = min(limits)
        amount = min(uncapped, left)
        for place_paid in (own, shared):
            paid[place_paid] = paid.get(place_paid, 0) + amount
        found.append(Fee(row, uncapped, amount, cap if amount < uncapped else None))
    return tuple(found)
