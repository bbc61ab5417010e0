"""How well experts fit cases: fields in common, and the likeness of what the texts say (TF-IDF over parts of words).

Weights are whole numbers, so that sums are exact in whatever order they are added, and points are rounded once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from incubator.matching.rules.grams import shared_runs, terms_of, without_particle, words_of
from incubator.matching.rules.pool import WHOLE, Ints, Key, Points, places

_UNIT = 1_000
"""A weight of one."""
_AT_ONCE = 4_000_000
SHOWN_TERMS = 5


@dataclass(frozen=True)
class Profile:
    """A case or an expert: codes of the fields, and a text (summary of the application; profile of the reviewer)."""

    id: Key
    text: str
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Parts:
    """What the points of a pair consist of; `points` is the weighted sum of `of_fields` and `of_text`, each 0 to `WHOLE`.

    `terms` explain the likeness, the weightiest first, as they stand in the case's text.
    """

    points: int
    of_fields: int
    of_text: int
    fields: frozenset[str]
    terms: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class _Weighted:
    """The terms of one text, ascending, and their weights; `length` is the square root of the sum of squares."""

    terms: Ints
    weights: Ints
    length: float


class Expertise:
    """All pairs of these cases and experts.  `field_percent` of the points are for fields, the rest for the texts.

    A case without fields has points for its text alone; a term counts the more, the fewer texts have it.
    """

    def __init__(self, cases: Sequence[Profile], experts: Sequence[Profile], *, field_percent: int) -> None:
        if not 0 <= field_percent <= 100:
            raise ValueError(f"field_percent is {field_percent}")
        self._cases, self._experts = cases, experts
        self._rows, self._columns = places(one.id for one in cases), places(one.id for one in experts)
        weighted = _weighted([*cases, *experts])
        self._case_terms, self._expert_terms = weighted[: len(cases)], weighted[len(cases) :]
        self._of_fields = _fields(cases, experts)
        self._of_text = _likeness(self._case_terms, self._expert_terms)
        table = (self._of_fields * field_percent + self._of_text * (100 - field_percent)) // 100
        self.points = Points(tuple(self._rows), tuple(self._columns), table)

    def parts(self, case: Key, expert: Key) -> Parts:
        """What the points of this pair come from; KeyError for a stranger."""
        row, column = self._rows[case], self._columns[expert]
        return Parts(
            int(self.points.table[row, column]),
            int(self._of_fields[row, column]),
            int(self._of_text[row, column]),
            self._cases[row].fields & self._experts[column].fields,
            self._shared(row, column),
        )

    def _shared(self, row: int, column: int) -> tuple[str, ...]:
        mine, theirs = self._case_terms[row], self._expert_terms[column]
        common, at, there = np.intersect1d(mine.terms, theirs.terms, assume_unique=True, return_indices=True)
        worth = dict(zip(common.tolist(), (mine.weights[at] * theirs.weights[there]).tolist(), strict=True))
        found: dict[str, int] = {}
        for run in shared_runs(words_of(self._cases[row].text), words_of(self._experts[column].text)):
            term = without_particle(run)
            found[term] = max(found.get(term, 0), sum(worth.get(part, 0) for part in terms_of([term]).tolist()))
        shown: list[str] = []
        for term in sorted(found, key=lambda term: (-found[term], term)):
            if len(shown) < SHOWN_TERMS and not any(term in other for other in shown):
                shown.append(term)
        return tuple(shown)


def _weighted(profiles: Sequence[Profile]) -> list[_Weighted]:
    """Weight of a term = (1 + ln of how often the text has it) × (1 + ln of how rare it is among the texts)."""
    counted = [np.unique(terms_of(words_of(one.text)), return_counts=True) for one in profiles]
    every = np.concatenate([terms for terms, _ in counted]) if counted else np.zeros(0, np.int64)
    known, texts = np.unique(every, return_counts=True)
    most = max((int(counts.max()) for _, counts in counted if len(counts)), default=0)
    often = _one_and_logarithm([max(number, 1) for number in range(most + 1)])
    rare = _one_and_logarithm([(len(profiles) + 1) / (number + 1) for number in range(len(profiles) + 1)])
    found = []
    for terms, counts in counted:
        weights = often[counts] * rare[texts[np.searchsorted(known, terms)]] // _UNIT
        found.append(_Weighted(terms, weights, math.sqrt(int((weights * weights).sum()))))
    return found


def _one_and_logarithm(numbers: Sequence[float]) -> Ints:
    """1 + ln of each, in thousandths."""
    return np.array([round(_UNIT * (1 + math.log(number))) for number in numbers], np.int64)


def _likeness(cases: Sequence[_Weighted], experts: Sequence[_Weighted]) -> Ints:
    """The cosine of each pair in millionths."""
    table = np.zeros((len(cases), len(experts)), np.int64)
    if not cases or not experts:
        return table
    terms = np.concatenate([one.terms for one in experts])
    order = np.argsort(terms, kind="stable")
    owners = np.repeat(np.arange(len(experts)), [len(one.terms) for one in experts])[order]
    weights = np.concatenate([one.weights for one in experts])[order]
    terms = terms[order]
    lengths = np.array([one.length for one in experts])
    start = 0
    while start < len(cases):
        stop, size = start, 0
        spans = []
        while stop < len(cases) and (size < _AT_ONCE or stop == start):
            low = np.searchsorted(terms, cases[stop].terms, "left")
            count = np.searchsorted(terms, cases[stop].terms, "right") - low
            spans.append((low, count))
            size += int(count.sum())
            stop += 1
        sums = _sums(cases[start:stop], spans, owners, weights, len(experts))
        both = np.array([one.length for one in cases[start:stop]])[:, None] * lengths
        table[start:stop] = np.rint(WHOLE * np.divide(sums, both, out=np.zeros_like(sums), where=both > 0))
        start = stop
    return table


def _sums(
    cases: Sequence[_Weighted], spans: Sequence[tuple[Ints, Ints]], owners: Ints, weights: Ints, experts: int
) -> NDArray[np.float64]:
    """Sums of products for each pair; whole numbers below 2⁵³, so that floating point holds them exactly."""
    counts = np.concatenate([count for _, count in spans])
    lows = np.concatenate([low for low, _ in spans])
    row = np.repeat(np.arange(len(cases)), [len(one.terms) for one in cases])
    mine = np.concatenate([one.weights for one in cases])
    at = np.arange(counts.sum()) + np.repeat(lows - np.cumsum(counts) + counts, counts)
    cell = np.repeat(row * experts, counts) + owners[at]
    product = np.repeat(mine, counts) * weights[at]
    return np.bincount(cell, product, len(cases) * experts).astype(np.float64).reshape(len(cases), experts)


def _fields(cases: Sequence[Profile], experts: Sequence[Profile]) -> Ints:
    """The share of the case's fields that the expert has."""
    common = np.zeros((len(cases), len(experts)), np.int64)
    holders: dict[str, tuple[list[int], list[int]]] = {}
    for side, profiles in enumerate((cases, experts)):
        for place, one in enumerate(profiles):
            for name in one.fields:
                holders.setdefault(name, ([], []))[side].append(place)
    for rows, columns in holders.values():
        common[np.ix_(rows, columns)] += WHOLE
    asked = np.array([len(one.fields) or 1 for one in cases], np.int64)
    return common // asked[:, None]
