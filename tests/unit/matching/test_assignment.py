"""Assignments are the best there are, keep every limit, and do not hang on the order in which things are told."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from random import Random
from uuid import UUID

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.matching.rules import network
from incubator.matching.rules.assignment import Assignment, appraise, assign, highest_floor
from incubator.matching.rules.limits import Limit, LimitKind, Unsolvable
from incubator.matching.rules.pool import Case, Expert, Points, Pool
from tests.bench import raw_flow
from tests.unit.matching.pools import a_pool, every_assignment, keeps_limits, points_of, pools, worth


@settings(max_examples=300)
@given(pools())
def test_it_is_the_best_of_all_assignments_or_there_is_none(pool):
    found = assign(pool)
    every = list(every_assignment(pool))

    assert isinstance(found, Assignment) == bool(every)
    if isinstance(found, Assignment):
        assert keeps_limits(pool, frozenset(found.pairs))
        assert found.worth == worth(pool, frozenset(found.pairs)) == max(worth(pool, pairs) for pairs in every)


@given(pools())
def test_the_highest_floor_is_the_best_weakest_pair(pool):
    pool = replace(pool, floor=None)
    found = highest_floor(pool)
    weakest = [
        min(points_of(pool, pair) for pair in pairs - pool.forced)
        for pairs in every_assignment(pool)
        if pairs - pool.forced
    ]

    if weakest:
        assert found == max(weakest)
        assert isinstance(assign(replace(pool, floor=found)), Assignment)


@given(pools(most_points=1), st.randoms(use_true_random=False))
def test_same_question_and_seed_give_the_same_pairs_in_whatever_order_they_are_told(pool, chance):
    cases, experts = list(pool.cases), list(pool.experts)
    chance.shuffle(cases)
    chance.shuffle(experts)
    ids = [case.id for case in cases], [expert.id for expert in experts]
    points = Points(tuple(ids[0]), tuple(ids[1]), pool.points.at(*ids))

    assert assign(pool) == assign(replace(pool, cases=tuple(cases), experts=tuple(experts), points=points))


def test_another_seed_may_choose_among_equals():
    pool = a_pool([[5] * 6] * 6, most=1)

    found = {assign(replace(pool, seed=seed)).pairs for seed in range(20)}

    assert len(found) > 10
    assert {assign(replace(pool, seed=3)).pairs} == {assign(replace(pool, seed=3)).pairs}


def test_the_seed_decides_as_long_as_ids_do_not_change():
    pool = a_pool([[5] * 4] * 4, most=1, seed=7)

    assert assign(pool).pairs == (("a", 3), ("b", 2), ("c", 0), ("d", 1))


def test_figures_of_an_assignment_are_exact():
    pool = a_pool([[9, 1, 5], [8, 2, 0], [7, 7, 3]], needs=[2, 1, 1], most=[2, 2, 2], balance=1)

    found = assign(pool)

    assert found.pairs == (("a", 0), ("a", 2), ("b", 0), ("c", 1))
    assert (found.total, found.worth) == (29, 29 - 3 - 1 - 1)
    assert found.loads == {0: 2, 1: 1, 2: 1}
    fairness = found.fairness
    assert (fairness.weakest, fairness.weakest_points, fairness.mean_points) == ("c", 7, Fraction(29, 3))
    assert (fairness.least_load, fairness.most_load, fairness.spread, fairness.mean_load) == (1, 2, 1, Fraction(4, 3))
    assert appraise(pool, found.pairs) == found


def test_balance_spreads_what_points_would_heap_on_one():
    points = [[10, 9], [10, 9], [10, 9], [10, 9]]

    assert assign(a_pool(points)).loads == {0: 4, 1: 0}
    assert assign(a_pool(points, balance=2)).loads == {0: 2, 1: 2}


def test_forced_pairs_count_and_forbidden_ones_do_not_happen():
    pool = a_pool([[9, 1], [9, 1]], most=1, forced={("a", 1)}, forbidden={("b", 1)})

    assert assign(pool).pairs == (("a", 1), ("b", 0))


def test_no_pair_is_made_below_the_floor_but_by_order():
    pool = a_pool([[9, 7], [2, 1]], most=1)

    assert assign(pool).pairs == (("a", 0), ("b", 1))
    assert highest_floor(pool) == 2
    assert assign(replace(pool, floor=2)).pairs == (("a", 1), ("b", 0))
    assert assign(replace(pool, floor=3)) == Unsolvable((Limit(LimitKind.CASE, 1, 0, ("b",)),))
    assert assign(replace(pool, floor=3, forced={("b", 1)})).pairs == (("a", 0), ("b", 1))


def test_conflicts_of_people_who_are_not_here_do_no_harm():
    assert assign(a_pool([[1]], conflicts={("z", 0), ("a", 9)})).pairs == (("a", 0),)


def test_ids_may_be_of_any_kind():
    case, expert = UUID(int=1), UUID(int=2)
    pool = Pool((Case(case, 1),), (Expert(expert, 1),), Points.of({(case, expert): 4}, [case], [expert]))

    assert assign(pool).pairs == ((case, expert),)


def test_nothing_to_assign_is_no_trouble():
    empty = Pool((), (), Points((), (), np.zeros((0, 0), np.int64)))

    assert assign(empty).pairs == ()
    assert assign(empty).fairness.weakest is None
    assert assign(a_pool([[3, 4]], needs=0)).pairs == ()
    assert isinstance(assign(replace(a_pool([[1]]), experts=())), Unsolvable)


def _crowd(seed: int, *, cases: int = 60, experts: int = 50, kinds: int = 1000) -> Pool:
    chance = Random(seed)
    points = [[chance.randrange(kinds) for _ in range(experts)] for _ in range(cases)]
    conflicts = {(case, expert) for case in range(cases) for expert in range(experts) if chance.random() < 0.1}
    return Pool(
        tuple(Case(case, 3) for case in range(cases)),
        tuple(Expert(expert, chance.randrange(3, 6), chance.randrange(0, 3)) for expert in range(experts)),
        Points(tuple(range(cases)), tuple(range(experts)), np.array(points, np.int64)),
        conflicts,
        balance=chance.choice((0, 20)),
    )


@pytest.mark.parametrize(("seed", "kinds"), [(1, 1000), (2, 1000), (3, 2), (4, 1), (5, 5)])
def test_arcs_left_out_at_first_are_found_to_be_needed(seed, kinds, monkeypatch):
    """With two arcs of each case to begin with, the check has to find all others; the answer is that of all arcs."""
    pool = _crowd(seed, kinds=kinds)
    whole = assign(pool)
    solved = []
    one_by_one = network._solved
    monkeypatch.setattr(
        network, "_solved", lambda net, rows, columns: solved.append(len(rows)) or one_by_one(net, rows, columns)
    )
    monkeypatch.setattr(network, "FIRST_ARCS", 2)
    monkeypatch.setattr(network, "MORE_ARCS", 3)
    sparse = assign(pool)

    assert solved[0] < 60 * 50 * 0.5
    assert sparse == whole


@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_cases_have_the_points_that_the_bare_solver_finds_over_all_arcs(seed):
    points, conflicts, caps = raw_flow.instance(100, 40, 3, seed)
    names = [f"c{number}" for number in range(100)], [f"e{number}" for number in range(40)]
    pool = Pool(
        tuple(Case(name, 3) for name in names[0]),
        tuple(Expert(name, cap) for name, cap in zip(names[1], caps.tolist(), strict=True)),
        Points(tuple(names[0]), tuple(names[1]), points),
        {(names[0][row], names[1][column]) for row, column in np.argwhere(conflicts).tolist()},
    )

    assert assign(pool).total == points[raw_flow.flow(points, conflicts, caps, 3, top=0)].sum()


def test_points_too_large_for_whole_numbers_are_refused():
    with pytest.raises(network.TooLarge):
        assign(a_pool([[1 << 61, 0], [0, 1 << 61]]))


@pytest.mark.parametrize("wrong", [
    lambda: Case("a", -1),
    lambda: Expert("a", 1, -1),
    lambda: Points(("a",), ("b",), np.zeros((2, 2), np.int64)),
    lambda: a_pool([[1]], balance=-1),
    lambda: Pool((Case("a", 1), Case("a", 1)), (), Points.of({}, [], [])),
])  # fmt: skip
def test_a_question_that_makes_no_sense_is_refused_where_it_is_put(wrong):
    with pytest.raises(ValueError):
        wrong()
