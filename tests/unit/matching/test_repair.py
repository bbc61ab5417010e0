"""A repair changes the fewest pairs there can be, keeps what is fixed, and is the best among those."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from incubator.matching.rules.assignment import Assignment, assign
from incubator.matching.rules.limits import LimitKind, Unsolvable
from incubator.matching.rules.reasons import Reasons
from incubator.matching.rules.repair import repair, without
from tests.unit.matching.pools import a_pool, every_assignment, pools, worth


@settings(max_examples=300)
@given(pools(forced=False), st.data())
def test_a_repair_keeps_most_and_is_the_best_of_those_that_do(pool, data):
    found = assign(pool)
    if not isinstance(found, Assignment) or not found.pairs:
        return
    before = frozenset(found.pairs)
    fixed = data.draw(st.frozensets(st.sampled_from(found.pairs)))
    if data.draw(st.booleans()):
        now = without(pool, data.draw(st.sampled_from(pool.experts)).id, fixed)
    else:
        now = replace(
            pool,
            conflicts=pool.conflicts | (data.draw(st.frozensets(st.sampled_from(found.pairs), max_size=2)) - fixed),
        )
    mended = repair(now, before, fixed)
    every = [pairs for pairs in every_assignment(now) if pairs >= fixed]

    assert isinstance(mended, Unsolvable) == (not every)
    if isinstance(mended, Unsolvable):
        return
    after = frozenset(mended.assignment.pairs)
    assert after in every
    assert after >= fixed
    assert len(mended.kept) == max(len(pairs & before) for pairs in every)
    assert worth(now, after) == max(worth(now, pairs) for pairs in every if len(pairs & before) == len(mended.kept))
    assert (mended.kept | mended.lost | mended.moved, mended.kept | mended.added) == (before, after)
    assert Reasons(mended.pool, after).exact


def test_who_drops_out_keeps_what_he_has_scored():
    pool = a_pool([[9, 2, 1], [9, 1, 2], [9, 1, 1]])
    before = frozenset(assign(pool).pairs)
    scored = frozenset({("c", 0)})

    mended = repair(without(pool, 0, scored), before, scored)

    assert before == {("a", 0), ("b", 0), ("c", 0)}
    assert mended.assignment.pairs == (("a", 1), ("b", 2), ("c", 0))
    assert (mended.kept, mended.added, mended.moved) == (scored, {("a", 1), ("b", 2)}, frozenset())
    assert mended.lost == {("a", 0), ("b", 0)}


def test_nothing_moves_for_a_few_points_more():
    """Expert 1 would be worth more with b, but b's expert may stay where he is."""
    pool = a_pool([[5, 5], [5, 9]], most=2)

    assert repair(pool, {("a", 0), ("b", 0)}).assignment.pairs == (("a", 0), ("b", 0))


def test_room_is_made_where_it_must_be():
    """Only expert 1 may take a after 0 is conflicted, and he is full: he hands b on."""
    pool = a_pool([[5, 5, 5], [5, 5, 5], [5, 5, 5]], most=[2, 1, 1], conflicts={("a", 0), ("a", 2)})

    mended = repair(pool, {("a", 0), ("b", 1), ("c", 2)})

    assert (mended.lost, mended.moved) == ({("a", 0)}, {("b", 1)})
    assert mended.added == {("a", 1), ("b", 0)}


def test_a_scored_pair_that_becomes_conflicted_is_said():
    found = repair(a_pool([[1, 1]], conflicts={("a", 0)}), {("a", 0)}, {("a", 0)})

    assert isinstance(found, Unsolvable)
    assert [limit.kind for limit in found.limits] == [LimitKind.FORCED_CONFLICT]


def test_who_leaves_without_a_trace_is_forgotten():
    pool = a_pool([[1, 2]] * 2, needs=1)

    assert Counter(expert.most for expert in without(pool, 1).experts) == {9: 1, 0: 1}
    assert repair(replace(pool, experts=pool.experts[:1]), {("a", 1), ("b", 1)}).lost == {("a", 1), ("b", 1)}
