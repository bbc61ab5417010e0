"""Costs of changes are those of solving again, and obstacles are said as they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings

from incubator.matching.rules.assignment import Assignment, assign
from incubator.matching.rules.reasons import Obstacle, Reasons, Stand
from tests.unit.matching.pools import a_pool, pools


def _again(pool, pair, other):
    """The worth when `other` takes the place of the pair's expert, by solving again; None when that cannot be."""
    found = assign(replace(pool, forced=(pool.forced - {pair}) | {(pair[0], other)}, forbidden=pool.forbidden | {pair}))
    return found.worth if isinstance(found, Assignment) else None


@settings(max_examples=300)
@given(pools())
def test_the_cost_of_a_change_is_what_solving_again_loses(pool):
    found = assign(pool)
    if not isinstance(found, Assignment):
        return
    reasons = Reasons(pool, found.pairs)

    assert reasons.exact
    for pair in found.pairs:
        for other in {expert.id for expert in pool.experts} - {
            expert for case, expert in found.pairs if case == pair[0]
        }:
            again = _again(pool, pair, other)
            assert reasons.stand(pair, other).cost == (None if again is None else found.worth - again)


@given(pools(forced=False))
def test_the_cheapest_change_is_what_it_costs_to_do_without_a_pair(pool):
    found = assign(pool)
    if not isinstance(found, Assignment):
        return
    for pair in found.pairs:
        again = assign(replace(pool, forbidden=pool.forbidden | {pair}))
        cheapest = Reasons(pool, found.pairs).why(pair).cheapest

        assert (cheapest is None) == (not isinstance(again, Assignment))
        if cheapest is not None:
            assert cheapest.cost == found.worth - again.worth >= 0


def test_a_pair_is_explained_with_those_who_were_not_taken():
    pool = a_pool([[9, 8, 7, 2], [1, 6, 1, 0]], most=[0, 1, 2, 5], conflicts={("a", 0)}, forbidden=frozenset())
    found = assign(pool)
    why = Reasons(pool, found.pairs).why(("a", 2))

    assert (why.points, why.place, why.forced) == (7, 2, False)
    assert why.others[0] == Stand(0, 9, (Obstacle.CONFLICT, Obstacle.FULL), None)
    assert why.next == why.others[1] == Stand(1, 8, (Obstacle.FULL,), 4)
    assert why.cheapest == why.next


def test_an_assignment_that_is_no_optimum_has_reasons_without_costs():
    pool = a_pool([[9, 1], [1, 9]], most=1)
    reasons = Reasons(pool, [("a", 1), ("b", 0)])

    assert not reasons.exact
    assert reasons.why(("a", 1)).next == Stand(0, 9, (Obstacle.FULL,), None)
    assert reasons.why(("a", 1)).cheapest is None


def test_only_pairs_of_the_assignment_have_reasons():
    with pytest.raises(KeyError):
        Reasons(a_pool([[1, 0]]), [("a", 0)]).why(("a", 1))
