"""Experts for all cases at once: the most points within all limits, repeatable, or which limit stands in the way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from incubator.matching.rules.limits import Limit, Unsolvable, contradictions, lonely, shortages
from incubator.matching.rules.network import Net, Noise, optimum, settled
from incubator.matching.rules.pool import Ints, Key, Mask, Pair, Pool, marked
from incubator.matching.rules.question import Question


@dataclass(frozen=True)
class Fairness:
    """`weakest` has the fewest points of all cases that need experts; means are exact."""

    weakest: Key | None
    weakest_points: int
    mean_points: Fraction
    least_load: int
    most_load: int
    mean_load: Fraction

    @property
    def spread(self) -> int:
        return self.most_load - self.least_load


@dataclass(frozen=True)
class Assignment:
    """`total` is the sum of the points of all pairs, `worth` what was made largest: the total less the price of balance.

    Pairs come by the ids of case and expert, as they print.
    """

    pairs: tuple[Pair, ...]
    total: int
    worth: int
    loads: Mapping[Key, int]
    fairness: Fairness


def assign(pool: Pool) -> Assignment | Unsolvable:
    """The assignment of the greatest worth; among equal ones the seed decides."""
    question = Question.of(pool)
    taken = solved(question, question.points)
    return taken if isinstance(taken, Unsolvable) else told(question, taken)


def solved(question: Question, gain: Ints) -> Mask | Unsolvable:
    """The pairs with the greatest sum of `gain`, forced ones among them."""
    limits: list[Limit] = list(contradictions(question))
    if limits:
        return Unsolvable(tuple(limits))
    limits = list(lonely(question))
    net, noise = question.net(gain), question.noise()
    flow = optimum(net, noise)
    limits += shortages(question, net, flow)
    if limits:
        return Unsolvable(tuple(limits))
    return settled(net, noise, flow) | question.forced


def told(question: Question, taken: Mask) -> Assignment:
    """What these pairs amount to."""
    loads = taken.sum(0)
    total = int(question.points[taken].sum())
    price = question.pool.balance * int((loads * (loads + 1) // 2).sum())
    by_expert = dict(zip(question.columns, loads.tolist(), strict=True))
    return Assignment(question.pairs(taken), total, total - price, by_expert, _fairness(question, taken, total))


def _fairness(question: Question, taken: Mask, total: int) -> Fairness:
    per_case = np.zeros_like(question.needs)
    rows, columns = np.nonzero(taken)
    np.add.at(per_case, rows, question.points[rows, columns])
    asked = np.nonzero(question.needs)[0]
    loads = taken.sum(0)
    weakest = int(asked[per_case[asked].argmin()]) if len(asked) else None
    return Fairness(
        None if weakest is None else question.cases[weakest].id,
        0 if weakest is None else int(per_case[weakest]),
        Fraction(total, len(asked) or 1),
        int(loads.min()) if len(loads) else 0,
        int(loads.max(initial=0)),
        Fraction(int(loads.sum()), len(loads) or 1),
    )


def highest_floor(pool: Pool) -> int | Unsolvable:
    """The most points that every pair can have at once, orders aside: as `Pool.floor` it makes the weakest pair strongest."""
    question = Question.of(pool)
    found = solved(question, question.points)
    if isinstance(found, Unsolvable):
        return found
    net, noise = question.net(question.points), question.noise()
    levels = np.unique(question.points[net.open])
    met, never = -1, len(levels)
    while never - met > 1:
        middle = (met + never) // 2
        met, never = (middle, never) if _can_be_met(net, noise, int(levels[middle])) else (met, middle)
    return int(levels[met]) if len(levels) else 0


def _can_be_met(net: Net, noise: Noise, floor: int) -> bool:
    above = net.open & (net.gain >= floor)
    choices: Ints = above.sum(0)
    if (above.sum(1) < net.needs).any() or (choices < net.least).any():
        return False
    flow = optimum(replace(net, open=above, most=np.minimum(net.most, choices)), noise)
    return not flow.missing.any() and bool((flow.taken.sum(0) >= net.least).all())


def appraise(pool: Pool, pairs: Collection[Pair]) -> Assignment:
    """The figures of pairs that somebody put together by hand; KeyError for one who is not in the pool."""
    question = Question.of(pool)
    for case, expert in pairs:
        question.rows[case], question.columns[expert]
    return told(question, marked(pairs, question.rows, question.columns))
