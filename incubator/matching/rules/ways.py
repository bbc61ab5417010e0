"""The network of cases and experts, and the ways by which a case can be handed on in it from expert to expert."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from incubator.matching.rules.pool import Ints, Mask

NEVER = np.int64(1) << 61


@dataclass(frozen=True, eq=False)
class Net:
    """Rows are cases, columns experts; a taken arc earns `gain`, the k-th case of an expert costs `balance * (done + k)`."""

    gain: Ints
    open: Mask
    needs: Ints
    least: Ints
    most: Ints
    done: Ints
    balance: int = 0

    @cached_property
    def penalty(self) -> int:
        """More than any way of mending can cost: a case left short or a minimum missed is never worth it.

        A way that mends passes each case and each expert once at most.
        """
        if not self.gain.size:
            return 1
        widest = self.reach + self.balance * int((self.done + self.most).max() + 1)
        edges = abs(int(self.gain.max())) + abs(int(self.gain.min()))
        return (2 * min(len(self.needs), len(self.most)) + 4) * (widest + 1) + edges

    @cached_property
    def reach(self) -> int:
        """From the least gain to the greatest."""
        return int(self.gain.max()) - int(self.gain.min()) if self.gain.size else 0


def unit_cost(net: Net, columns: Ints, number: Ints) -> Ints:
    """What the case of this number (from 1) costs with each of these experts."""
    prize: Ints = np.where(number <= net.least[columns], net.penalty, 0)
    return net.balance * (net.done[columns] + number) - prize


def handed_on_over(net: Net, rows: Ints, columns: Ints, taken: Mask) -> Ints:
    """`handed_on` over these arcs alone."""
    experts = len(net.most)
    steps = np.full((experts + 1, experts + 1), NEVER)
    used_rows, used_columns = np.nonzero(taken)
    starts = np.searchsorted(rows, np.arange(len(net.needs) + 1))
    counts = (starts[1:] - starts[:-1])[used_rows]
    owner = np.repeat(np.arange(len(used_rows)), counts)
    arc = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts) + starts[used_rows][owner]
    case, giver, taker = used_rows[owner], used_columns[owner], columns[arc]
    cost = net.gain[case, giver] - net.gain[case, taker]
    cost[taken[case, taker]] = NEVER
    np.minimum.at(steps.reshape(-1), giver * (experts + 1) + taker, cost)
    return steps


def handed_on(net: Net, taken: Mask, movable: Mask) -> Ints:
    """The least cost of handing one movable case on, from expert (row) to expert (column); the sink comes last."""
    experts = len(net.most)
    steps = np.full((experts + 1, experts + 1), NEVER)
    for giver in range(experts):
        cases = np.nonzero(movable[:, giver])[0]
        if len(cases):
            cost = net.gain[cases, giver][:, None] - net.gain[cases]
            cost[~net.open[cases] | taken[cases]] = NEVER
            steps[giver, :-1] = cost.min(axis=0)
    return steps


def add_sink(net: Net, steps: Ints, taken: Mask, least: Ints) -> None:
    """To hand to the sink is to take one case more, from the sink to take one less, down to `least`."""
    everyone, loads = np.arange(len(net.most)), taken.sum(0)
    more, less = loads < net.most, loads > least
    steps[:-1, -1][more] = unit_cost(net, everyone, loads + 1)[more]
    steps[-1, :-1][less] = -unit_cost(net, everyone, loads)[less]


def shortest(steps: Ints, start: Ints) -> Ints | None:
    """The shortest ways to each node from nodes with these lengths at the start; None when a circle has no end."""
    lengths = start
    for _ in range(len(steps) + 1):
        better = np.minimum(lengths, (lengths[:, None] + steps).min(axis=0))
        if (better == lengths).all():
            return lengths
        lengths = better
    return None
