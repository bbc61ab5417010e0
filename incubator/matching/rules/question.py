"""A pool as arrays, in an order of its own (by id), so that nothing hangs on the order in which it was told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from incubator.matching.rules.network import NOISE_BITS, Net
from incubator.matching.rules.pool import Case, Expert, Ints, Key, Mask, Pair, Pool, marked, places

_ODD = 0x9E3779B1
_ROUNDS = ((0x85EBCA6B, 16), (0xC2B2AE35, 13), (0x85EBCA6B, 16))


@dataclass(frozen=True, eq=False)
class Question:
    """Rows are cases, columns experts."""

    pool: Pool
    cases: tuple[Case, ...]
    experts: tuple[Expert, ...]

    @classmethod
    def of(cls, pool: Pool) -> Question:
        return cls(
            pool,
            tuple(sorted(pool.cases, key=lambda case: str(case.id))),
            tuple(sorted(pool.experts, key=lambda expert: str(expert.id))),
        )

    @cached_property
    def rows(self) -> dict[Key, int]:
        return places(case.id for case in self.cases)

    @cached_property
    def columns(self) -> dict[Key, int]:
        return places(expert.id for expert in self.experts)

    @cached_property
    def points(self) -> Ints:
        return self.pool.points.at(self.rows, self.columns)

    @cached_property
    def conflicts(self) -> Mask:
        return marked(self.pool.conflicts, self.rows, self.columns)

    @cached_property
    def forbidden(self) -> Mask:
        return marked(self.pool.forbidden, self.rows, self.columns)

    @cached_property
    def forced(self) -> Mask:
        return marked(self.pool.forced, self.rows, self.columns)

    @cached_property
    def eligible(self) -> Mask:
        allowed = ~(self.conflicts | self.forbidden)
        if self.pool.floor is not None:
            allowed &= self.forced | (self.points >= self.pool.floor)
        return allowed

    @cached_property
    def needs(self) -> Ints:
        return np.array([case.needs for case in self.cases], np.int64)

    @cached_property
    def least(self) -> Ints:
        return np.array([expert.least for expert in self.experts], np.int64)

    @cached_property
    def most(self) -> Ints:
        return np.array([expert.most for expert in self.experts], np.int64)

    def net(self, gain: Ints) -> Net:
        """What is left to decide beside the forced pairs.

        Nobody can have more than there are for him: `limits.lonely` names those who ask for more.
        """
        free = self.eligible & ~self.forced
        done: Ints = self.forced.sum(0)
        most = np.minimum(self.most - done, free.sum(0))
        least = np.clip(self.least - done, 0, most)
        needs: Ints = np.minimum(self.needs - self.forced.sum(1), free.sum(1))
        return Net(gain, free, needs, least, most, done, self.pool.balance)

    def noise(self) -> SeededNoise:
        return SeededNoise(
            np.array([_number(self.pool.seed, "case", case.id) for case in self.cases], np.uint32),
            np.array([_number(self.pool.seed, "expert", expert.id) for expert in self.experts], np.uint32),
        )

    def pairs(self, taken: Mask) -> tuple[Pair, ...]:
        return tuple(
            (self.cases[row].id, self.experts[column].id)
            for row, column in zip(*(place.tolist() for place in np.nonzero(taken)), strict=True)
        )


@dataclass(frozen=True, eq=False)
class SeededNoise:
    """`Noise` from the seed and the two ids alone: hashes of both, mixed."""

    cases: NDArray[np.uint32]
    experts: NDArray[np.uint32]

    def of(self, rows: Ints, columns: Ints) -> Ints:
        mixed = self.cases[rows] ^ self.experts[columns]
        for factor, shift in _ROUNDS:
            mixed ^= mixed >> np.uint32(shift)
            mixed *= np.uint32(factor)
        return (mixed >> np.uint32(2)).astype(np.int64)

    def some(self, rows: Ints) -> SeededNoise:
        return SeededNoise(self.cases[rows], self.experts)

    def rough(self, rows: slice) -> Ints:
        mixed = (self.cases[rows, None] ^ self.experts) * np.uint32(_ODD)
        return (mixed >> np.uint32(32 - NOISE_BITS)).astype(np.int64)


def _number(seed: int, kind: str, key: Key) -> int:
    digest = hashlib.blake2b(f"{seed} {kind} {key}".encode(), digest_size=4).digest()
    return int.from_bytes(digest, "big")
