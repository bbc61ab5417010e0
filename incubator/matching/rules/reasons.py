"""Why this expert, why not the next one, and what a change would cost.

The cost is exact without solving again: to put one expert in another's place, the cheapest way is followed by which the
one hands a case on, to whom, until the other has one again (the shortest way in what remains of the network).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import numpy as np

from incubator.core.text import text
from incubator.matching.rules.network import NEVER, Net, add_sink, handed_on, shortest
from incubator.matching.rules.pool import Ints, Key, Mask, Pair, Pool, marked
from incubator.matching.rules.question import Question

SHOWN = 3


class Obstacle(StrEnum):
    CONFLICT = "conflict"
    FORBIDDEN = "forbidden"
    BELOW_FLOOR = "below_floor"
    FULL = "full"
    LOWER = "lower"


LABELS = {
    Obstacle.CONFLICT: text("제척·기피·회피"),
    Obstacle.FORBIDDEN: text("금지된 짝"),
    Obstacle.BELOW_FLOOR: text("전문성 점수가 최소 점수에 못 미침"),
    Obstacle.FULL: text("맡은 건수가 한도에 참"),
    Obstacle.LOWER: text("전문성 점수가 낮음"),
}


@dataclass(frozen=True)
class Stand:
    """How another expert stands to a case.  No obstacle: others need him more (or the balance of loads does).

    `cost` is what the worth of the whole assignment loses when he takes this place by order, everybody else moving as is best;
    None when that cannot be, or when the assignment is no optimum (see `Reasons.exact`).
    """

    expert: Key
    points: int
    obstacles: tuple[Obstacle, ...]
    cost: int | None


@dataclass(frozen=True)
class Why:
    """`place` counts the experts who may look at the case by their points, from 1.

    `next` is the best one who may and does not; `others` are the best few who do not, barred ones among them; `cheapest`
    is the change of this place that costs least.
    """

    case: Key
    expert: Key
    points: int
    place: int
    forced: bool
    next: Stand | None
    others: tuple[Stand, ...]
    cheapest: Stand | None


class Reasons:
    """Asked for any pair of one assignment.  Pairs made by hand belong into `pool.forced`, else costs may be unknown."""

    def __init__(self, pool: Pool, pairs: Collection[Pair]) -> None:
        self._question = Question.of(pool)
        question = self._question
        self._taken = marked(pairs, question.rows, question.columns)
        self._loads: Ints = self._taken.sum(0)
        self._ways: dict[int, Ints] = {}

    @cached_property
    def exact(self) -> bool:
        """Whether the pairs are an optimum of the pool, so that costs can be told."""
        return shortest(self._steps, np.zeros(len(self._steps), np.int64)) is not None

    def why(self, pair: Pair) -> Why:
        """Of one pair of the assignment; KeyError when it is none."""
        question = self._question
        row, column = question.rows[pair[0]], question.columns[pair[1]]
        if not self._taken[row, column]:
            raise KeyError(pair)
        points, may = question.points[row], question.eligible[row] & ~self._taken[row]
        others = [self._stand(row, column, other) for other in self._others(row)[:SHOWN]]
        allowed = [int(other) for other in self._others(row) if may[other]]
        return Why(
            *pair,
            int(points[column]),
            1 + int((points[question.eligible[row]] > points[column]).sum()),
            bool(question.forced[row, column]),
            self._stand(row, column, allowed[0]) if allowed else None,
            tuple(others),
            self._cheapest(row, column, allowed),
        )

    def stand(self, pair: Pair, other: Key) -> Stand:
        """How this expert would stand in place of the one of the pair."""
        question = self._question
        return self._stand(question.rows[pair[0]], question.columns[pair[1]], question.columns[other])

    def _others(self, row: int) -> list[int]:
        """Who does not look at this case, the best first."""
        absent = np.nonzero(~self._taken[row])[0]
        return [int(column) for column in absent[np.argsort(-self._question.points[row, absent], kind="stable")]]

    def _stand(self, row: int, column: int, other: int) -> Stand:
        question = self._question
        return Stand(
            question.experts[other].id,
            int(question.points[row, other]),
            tuple(self._obstacles(row, column, other)),
            self._cost(row, column, other),
        )

    def _obstacles(self, row: int, column: int, other: int) -> Iterator[Obstacle]:
        question = self._question
        if question.conflicts[row, other]:
            yield Obstacle.CONFLICT
        if question.forbidden[row, other]:
            yield Obstacle.FORBIDDEN
        if question.pool.floor is not None and question.points[row, other] < question.pool.floor:
            yield Obstacle.BELOW_FLOOR
        if self._loads[other] >= question.most[other]:
            yield Obstacle.FULL
        if question.points[row, other] < question.points[row, column]:
            yield Obstacle.LOWER

    def _cheapest(self, row: int, column: int, allowed: list[int]) -> Stand | None:
        costs = [(cost, other) for other in allowed if (cost := self._cost(row, column, other)) is not None]
        return self._stand(row, column, min(costs)[1]) if costs else None

    def _cost(self, row: int, column: int, other: int) -> int | None:
        question = self._question
        barred = question.conflicts[row, other] or question.forbidden[row, other]
        if self._taken[row, other] or barred or not self.exact:
            return None
        way = int(self._ways_to(column)[other])
        if way > NEVER // 2:
            return None
        return int(question.points[row, column]) - int(question.points[row, other]) + way

    def _ways_to(self, column: int) -> Ints:
        """What it costs to hand one case on from each expert until this one has one more."""
        if column not in self._ways:
            start = np.full(len(self._steps), NEVER)
            start[column] = 0
            found = shortest(self._steps.T, start)
            assert found is not None
            self._ways[column] = found
        return self._ways[column]

    @cached_property
    def _steps(self) -> Ints:
        question = self._question
        nothing = np.zeros_like(question.most)
        net = Net(
            question.points, question.eligible, question.needs, nothing, question.most, nothing, question.pool.balance
        )
        movable: Mask = self._taken & ~question.forced
        steps = handed_on(net, self._taken, movable)
        add_sink(net, steps, self._taken, question.least)
        return steps
