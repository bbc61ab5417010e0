"""What an assignment is asked for: cases that need experts, experts with limits of load, points, and what must not be."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Key = Hashable
Pair = tuple[Key, Key]
"""The case's id, then the expert's."""
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
WHOLE = 1_000_000
"""Points of a perfect pair.  Whole numbers, so that equal is equal on every machine."""


@dataclass(frozen=True)
class Case:
    """What experts look at (an application, a need); `needs` different experts."""

    id: Key
    needs: int

    def __post_init__(self) -> None:
        if self.needs < 0:
            raise ValueError(f"case {self.id} needs {self.needs} experts")


@dataclass(frozen=True)
class Expert:
    """Who looks (a reviewer, a mentor): at `least` so many cases and at `most`."""

    id: Key
    most: int
    least: int = 0

    def __post_init__(self) -> None:
        if self.least < 0 or self.most < 0:
            raise ValueError(f"expert {self.id} takes {self.least} to {self.most} cases")


@dataclass(frozen=True, eq=False)
class Points:
    """Points of every case (row) with every expert (column), higher is better."""

    cases: tuple[Key, ...]
    experts: tuple[Key, ...]
    table: Ints

    def __post_init__(self) -> None:
        if self.table.shape != (len(self.cases), len(self.experts)) or self.table.dtype != np.int64:
            raise ValueError(f"points are {self.table.dtype} {self.table.shape}")

    @classmethod
    def of(cls, pairs: Mapping[Pair, int], cases: Iterable[Key], experts: Iterable[Key]) -> Points:
        """From single pairs; a pair that is not named has no points."""
        rows, columns = tuple(cases), tuple(experts)
        return cls(
            rows,
            columns,
            np.array([[pairs.get((row, column), 0) for column in columns] for row in rows], np.int64).reshape(
                len(rows), len(columns)
            ),
        )

    def at(self, cases: Iterable[Key], experts: Iterable[Key]) -> Ints:
        """The table in the order of these ids; KeyError for one without points."""
        rows, columns = tuple(cases), tuple(experts)
        if (rows, columns) == (self.cases, self.experts):
            return self.table
        row, column = places(self.cases), places(self.experts)
        return self.table[np.ix_([row[key] for key in rows], [column[key] for key in columns])]


@dataclass(frozen=True, eq=False)
class Pool:
    """The whole question.  Conflicts may name people who are not here: they are found set-wise, for a whole centre.

    `balance` is the price in points of each further case of one expert, counted up: the second costs once more than the
    first, so that the sum grows with the square of the load; 0 leaves loads to the limits.  Pairs below `floor` points are
    not made unless they are forced (`assignment.highest_floor` knows how high it may be).  `seed` decides between
    assignments of equal worth, whatever the order in which cases and experts come.
    """

    cases: tuple[Case, ...]
    experts: tuple[Expert, ...]
    points: Points
    conflicts: AbstractSet[Pair] = frozenset()
    forbidden: AbstractSet[Pair] = frozenset()
    forced: AbstractSet[Pair] = frozenset()
    balance: int = 0
    floor: int | None = None
    seed: int = 0

    def __post_init__(self) -> None:
        for what, ids in (
            ("case", [case.id for case in self.cases]),
            ("expert", [expert.id for expert in self.experts]),
        ):
            if len(set(ids)) != len(ids):
                raise ValueError(f"a {what} is named twice")
        if self.balance < 0:
            raise ValueError(f"balance is {self.balance}")


def places(keys: Iterable[Key]) -> dict[Key, int]:
    """Where each id stands."""
    return {key: place for place, key in enumerate(keys)}


def marked(pairs: Iterable[Pair], rows: Mapping[Key, int], columns: Mapping[Key, int]) -> Mask:
    """True at these pairs, those of strangers left out."""
    mask = np.zeros(len(rows) * len(columns), np.bool_)
    width = len(columns)
    mask[
        np.fromiter(
            (rows[case] * width + columns[expert] for case, expert in pairs if case in rows and expert in columns),
            np.int64,
        )
    ] = True
    return mask.reshape(len(rows), width)
