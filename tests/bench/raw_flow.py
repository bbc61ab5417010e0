"""The yardstick of assignments: the bare solver on ready arrays, and the greedy loop that others use.

A seeded instance: affinity of topics with noise, caps of 0.7 to 1.6 of the mean load (15 % more than needed in all).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

SCALE = 1_000_000
TOPICS = 24
CONFLICTS = 0.05
TOP = 30
Table = NDArray[np.int64]
Mask = NDArray[np.bool_]


def instance(cases: int, experts: int, needs: int, seed: int = 7) -> tuple[Table, Mask, Table]:
    """Points, conflicts, caps."""
    chance = np.random.default_rng(seed)
    of_cases = chance.dirichlet(np.full(TOPICS, 0.25), cases)
    of_experts = chance.dirichlet(np.full(TOPICS, 0.35), experts)
    likeness = of_cases @ of_experts.T
    likeness /= np.linalg.norm(of_cases, axis=1)[:, None] * np.linalg.norm(of_experts, axis=1)
    likeness = np.clip(0.85 * likeness + 0.15 * chance.random((cases, experts)), 0, 1)
    weights = chance.uniform(0.7, 1.6, experts)
    caps = np.maximum(1, np.round(weights / weights.sum() * cases * needs * 1.15)).astype(np.int64)
    return np.round(likeness * SCALE).astype(np.int64), chance.random((cases, experts)) < CONFLICTS, caps


def flow(points: Table, conflicts: Mask, caps: Table, needs: int, top: int = TOP) -> Mask:
    """The best of `top` arcs of each case and each expert's best; all arcs when `top` is 0.  No proof, no limits but caps."""
    cases, experts = points.shape
    rows, columns = np.nonzero(_best_arcs(points, conflicts, top) if top else ~conflicts)
    solver = min_cost_flow.SimpleMinCostFlow()
    source, sink = cases + experts, cases + experts + 1
    numbers = solver.add_arcs_with_capacity_and_unit_cost(
        np.concatenate([rows, np.full(cases, source), cases + np.arange(experts)]).astype(np.int32),
        np.concatenate([cases + columns, np.arange(cases), np.full(experts, sink)]).astype(np.int32),
        np.concatenate([np.ones(len(rows), np.int64), np.full(cases, needs), caps]),
        np.concatenate([-points[rows, columns], np.zeros(cases + experts, np.int64)]),
    )
    solver.set_node_supply(source, cases * needs)
    solver.set_node_supply(sink, -cases * needs)
    if solver.solve() != solver.OPTIMAL:
        raise RuntimeError("the yardstick found no flow")
    taken = np.zeros(points.shape, np.bool_)
    used = solver.flows(numbers)[: len(rows)] > 0
    taken[rows[used], columns[used]] = True
    return taken


def _best_arcs(points: Table, conflicts: Mask, top: int) -> Mask:
    worth = np.where(conflicts, -1, points)
    cases, experts = points.shape
    arcs = np.zeros(points.shape, np.bool_)
    arcs[np.arange(cases)[:, None], np.argpartition(-worth, top, axis=1)[:, :top]] = True
    most = max(top, int(1.5 * cases * 3 / experts))
    arcs[np.argpartition(-worth, most, axis=0)[:most], np.arange(experts)] = True
    return arcs & ~conflicts


def greedy(points: Table, conflicts: Mask, caps: Table, needs: int) -> Mask:
    """The best pair first, as long as both have room."""
    left, wanted = caps.copy(), np.full(len(points), needs)
    worth = np.where(conflicts, -1, points)
    taken = np.zeros(points.shape, np.bool_)
    for place in np.argsort(-worth, axis=None, kind="stable").tolist():
        case, expert = divmod(place, points.shape[1])
        if worth[case, expert] < 0:
            break
        if wanted[case] and left[expert]:
            wanted[case] -= 1
            left[expert] -= 1
            taken[case, expert] = True
    return taken


def broken(taken: Mask, conflicts: Mask, caps: Table, needs: int) -> int:
    """How many rules are broken, counted apart from any solver."""
    return (
        int(abs(taken.sum(1) - needs).sum())
        + int((taken & conflicts).sum())
        + int(np.maximum(taken.sum(0) - caps, 0).sum())
    )
