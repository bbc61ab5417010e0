"""The most points that cases and experts can have together: a flow of least cost, proved against every arc.

The solver sees the best arcs of each case and each expert only.  Its answer becomes the optimum over all arcs when no
arc that was left out has a negative reduced cost (the shortest ways in what remains of the network are the duals); those
that have are added, and it is solved again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
from ortools.graph.python import min_cost_flow

from incubator.matching.rules.pool import Ints, Mask

FIRST_ARCS = 16
"""Of each case; with fewer the check finds more to add, with more the solver has more to read."""
MORE_ARCS = 10
NOISE_BITS = 16
AT_ONCE = 1 << 17
NEVER = np.int64(1) << 61
LARGEST = 1 << 62


class TooLarge(ValueError):
    """The points are too large for whole numbers of 64 bits; points of a million fit 20,000 cases."""


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
        widest = int(self.gain.max()) - int(self.gain.min()) + self.balance * int((self.done + self.most).max() + 1)
        edges = abs(int(self.gain.max())) + abs(int(self.gain.min()))
        return (2 * min(len(self.needs), len(self.most)) + 4) * (widest + 1) + edges


class Noise(Protocol):
    """What decides between equals: the same for the same pair, whatever else is in the pool."""

    def of(self, rows: Ints, columns: Ints) -> Ints:
        """A number from 0 to below 2³⁰ for each of these arcs."""
        ...

    def some(self, rows: Ints) -> Noise:
        """The same of these cases alone."""
        ...

    def rough(self, rows: slice) -> Ints:
        """A number of `NOISE_BITS` for each arc of these cases, quickly."""
        ...


@dataclass(frozen=True, eq=False)
class Flow:
    """`missing` experts of each case; `cases`, `experts` and `sink` are the duals."""

    taken: Mask
    missing: Ints
    cases: Ints
    experts: Ints
    sink: int


def optimum(net: Net, noise: Noise) -> Flow:
    """The best flow; where not everything can be met, the one that misses the fewest experts and minimums in all."""
    if net.penalty * (len(net.needs) + len(net.most) + 2) * 4 > LARGEST:
        raise TooLarge(f"a difference of points of {net.penalty} is too much for {net.gain.shape}")
    arcs = _first_arcs(net, noise)
    whole = not (net.open & ~arcs).any()
    while True:
        rows, columns = np.nonzero(arcs)
        taken, missing = _solved(net, rows, columns)
        flow = _priced(net, rows, columns, taken, missing)
        if whole:
            return flow
        added = _left_out(net, arcs, flow)
        if not len(added[0]):
            return flow
        arcs[added] = True


def settled(net: Net, noise: Noise, flow: Flow) -> Mask:
    """Of all flows that are worth as much as this one, the one with the most noise.

    Exactly the arcs without reduced cost may differ between optimal flows, so these are solved once more, for the noise.
    """
    free = net.open.copy()
    for rows in portions(net.open):
        free[rows] &= _reduced(net, flow, rows) == 0
    open_rows = np.nonzero((free & ~flow.taken).any(axis=1))[0]
    settled_now = flow.taken.copy()
    if len(open_rows):
        free = free[open_rows]
        settled_now[open_rows] &= ~free
        held: Ints = settled_now.sum(0)
        settled_now[open_rows] |= _noisiest(net, noise, flow, open_rows, free, held)
    return settled_now


def _noisiest(net: Net, noise: Noise, flow: Flow, rows: Ints, free: Mask, held: Ints) -> Mask:
    """Of these cases the free arcs that make the most noise; experts hold as many cases already."""
    worth = flow.sink - flow.experts
    least = np.maximum(net.least, _affordable(net, worth - 1))
    most = np.maximum(least, _affordable(net, worth)) - held
    gain = np.zeros(free.shape, np.int64)
    case, expert = np.nonzero(free)
    gain[case, expert] = noise.of(rows[case], expert)
    needs: Ints = (flow.taken[rows] & free).sum(1)
    rest = Net(gain, free, needs, np.maximum(least - held, 0), most, np.zeros_like(held))
    return optimum(rest, noise.some(rows)).taken


def _affordable(net: Net, worth: Ints) -> Ints:
    """How many cases of each expert cost no more than this."""
    free: Ints = np.where(worth >= 0, net.most, 0)
    return np.clip(worth // net.balance - net.done, 0, net.most) if net.balance else free


def portions(table: Mask | Ints) -> Iterator[slice]:
    """Rows a few at a time, so that what is worked out for them stays near the processor."""
    size = max(1, AT_ONCE // max(1, table.shape[1]))
    return (slice(start, start + size) for start in range(0, len(table), size))


def _reduced(net: Net, flow: Flow, rows: slice) -> Ints:
    """What the arcs of these cases would add to the cost, if they were taken alone."""
    return flow.cases[rows, None] - net.gain[rows] - flow.experts


def _first_arcs(net: Net, noise: Noise) -> Mask:
    """The best of each case and, so that nobody's capacity is lost, of each expert; equal ones by the noise."""
    cases, experts = net.gain.shape
    per_case = max(FIRST_ARCS, 2 * int(net.needs.max(initial=0)))
    per_expert = max(FIRST_ARCS, 3 * int(net.needs.sum()) // max(1, 2 * experts))
    if per_case >= experts or per_expert >= cases or np.count_nonzero(net.open) <= per_case * cases:
        return net.open.copy()
    arcs = np.zeros_like(net.open)
    order = np.empty((experts, cases), np.int64)
    lowest = net.gain.min()
    for rows in portions(net.open):
        key = (net.gain[rows] - lowest + 1 << NOISE_BITS) + noise.rough(rows)
        key[~net.open[rows]] = 0
        arcs[rows] = key >= np.partition(key, -per_case, axis=1)[:, -per_case, None]
        order[:, rows] = key.T
    for columns in portions(order):
        key = order[columns]
        arcs[:, columns] |= (key >= np.partition(key, -per_expert, axis=1)[:, -per_expert, None]).T
    return arcs & net.open


def _solved(net: Net, rows: Ints, columns: Ints) -> tuple[Mask, Ints]:
    """Solve over these arcs; returns what is taken and how many experts each case misses."""
    cases, experts = net.gain.shape
    sink = cases + experts
    tails, capacities, costs = _load_arcs(net)
    solver = min_cost_flow.SimpleMinCostFlow()
    numbers = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([rows, np.arange(cases), cases + tails]).astype(np.int32),
        np.concatenate([cases + columns, np.full(cases + len(tails), sink)]).astype(np.int32),
        np.concatenate([np.ones(len(rows), np.int64), net.needs, capacities]),
        np.concatenate([-net.gain[rows, columns], np.full(cases, net.penalty), costs]),
    )
    solver.set_nodes_supplies(
        np.append(np.arange(cases), sink).astype(np.int32), np.append(net.needs, -net.needs.sum()).astype(np.int64)
    )
    status = solver.solve()
    if status != solver.OPTIMAL:
        raise TooLarge(f"the solver says {status} for {net.gain.shape}")
    flows = np.asarray(solver.flows(numbers), np.int64)
    taken = np.zeros_like(net.open)
    used = flows[: len(rows)] > 0
    taken[rows[used], columns[used]] = True
    return taken, flows[len(rows) : len(rows) + cases]


def _load_arcs(net: Net) -> tuple[Ints, Ints, Ints]:
    """From each expert (by column) to the sink: capacity and cost.  A minimum is a prize for the first cases."""
    experts = np.arange(len(net.most))
    if not net.balance:
        prize = np.where(experts >= 0, -net.penalty, 0)
        return (
            np.concatenate([experts, experts]),
            np.concatenate([net.least, net.most - net.least]),
            np.concatenate([prize, np.zeros_like(prize)]),
        )
    tails = np.repeat(experts, net.most)
    number = np.arange(len(tails)) - np.repeat(np.cumsum(net.most) - net.most, net.most) + 1
    return tails, np.ones_like(tails), _unit_cost(net, tails, number)


def _unit_cost(net: Net, columns: Ints, number: Ints) -> Ints:
    """What the case of this number (from 1) costs with each of these experts."""
    prize: Ints = np.where(number <= net.least[columns], net.penalty, 0)
    return net.balance * (net.done[columns] + number) - prize


def _priced(net: Net, rows: Ints, columns: Ints, taken: Mask, missing: Ints) -> Flow:
    """The duals of an optimal flow over these arcs: the shortest ways from anywhere in what remains of the network."""
    steps = _handed_on(net, rows, columns, taken)
    add_sink(net, steps, taken, np.zeros_like(net.least))
    short = np.nonzero(missing)[0]
    if len(short):
        left = np.isin(rows, short) & ~taken[rows, columns]
        np.minimum.at(steps[-1], columns[left], -net.gain[rows[left], columns[left]] - net.penalty)
    used_rows, used_columns = np.nonzero(taken)
    np.minimum.at(steps[:, -1], used_columns, net.gain[used_rows, used_columns] + net.penalty)
    lengths = shortest(steps, np.zeros(len(steps), np.int64))
    if lengths is None:
        raise RuntimeError("the solver's flow was not the best one over its own arcs")
    experts, sink = lengths[:-1], int(lengths[-1])
    cases = np.full(len(net.needs), NEVER)
    np.minimum.at(cases, used_rows, experts[used_columns] + net.gain[used_rows, used_columns])
    cases[short] = np.minimum(cases[short], sink - net.penalty)
    return Flow(taken, missing, cases, experts, sink)


def _handed_on(net: Net, rows: Ints, columns: Ints, taken: Mask) -> Ints:
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
    steps[:-1, -1][more] = _unit_cost(net, everyone, loads + 1)[more]
    steps[-1, :-1][less] = -_unit_cost(net, everyone, loads)[less]


def shortest(steps: Ints, start: Ints) -> Ints | None:
    """The shortest ways to each node from nodes with these lengths at the start; None when a circle has no end."""
    lengths = start
    for _ in range(len(steps) + 1):
        better = np.minimum(lengths, (lengths[:, None] + steps).min(axis=0))
        if (better == lengths).all():
            return lengths
        lengths = better
    return None


def _left_out(net: Net, arcs: Mask, flow: Flow) -> tuple[Ints, Ints]:
    """Arcs that the solver has not seen and that would better its answer, the worst ten of each case."""
    found: list[tuple[Ints, Ints]] = [(np.zeros(0, np.int64), np.zeros(0, np.int64))]
    for rows in portions(net.open):
        reduced = _reduced(net, flow, rows)
        reduced[~net.open[rows] | arcs[rows]] = 0
        if (reduced < 0).any():
            worst = np.argsort(reduced, axis=1, kind="stable")[:, :MORE_ARCS]
            case, place = np.nonzero(np.take_along_axis(reduced, worst, axis=1) < 0)
            found.append((case + rows.start, worst[case, place]))
    return np.concatenate([case for case, _ in found]), np.concatenate([expert for _, expert in found])
