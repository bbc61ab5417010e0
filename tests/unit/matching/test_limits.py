"""What cannot be assigned says which limit stands in the way, and by how much."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from incubator.matching.rules.assignment import Assignment, assign
from incubator.matching.rules.limits import Limit, LimitKind, Unsolvable, sentence
from tests.unit.matching.pools import a_pool, may, pools

KIND = LimitKind


def _limits(pool) -> tuple[Limit, ...]:
    found = assign(pool)
    assert isinstance(found, Unsolvable)
    return found.limits


@settings(max_examples=300)
@given(pools(forced=False))
def test_every_limit_that_is_named_is_one(pool):
    """Counted without the solver: what these experts can take of these cases is less than what is needed, by just that."""
    found = assign(pool)
    if isinstance(found, Assignment):
        return
    eligible = {
        case.id: {expert.id for expert in pool.experts if may(pool, (case.id, expert.id))} for case in pool.cases
    }
    needs = {case.id: case.needs for case in pool.cases}
    can_have = {case: min(number, len(eligible[case])) for case, number in needs.items()}
    most = {
        expert.id: min(expert.most, sum(expert.id in some for some in eligible.values())) for expert in pool.experts
    }

    assert found.limits != ()
    for limit in found.limits:
        if limit.kind in {KIND.CAPACITY, KIND.CASE, KIND.GROUP}:
            room = sum(most[one] for one in limit.experts)
            room += sum(len(eligible[case] - set(limit.experts)) for case in limit.cases)
            asked = needs if limit.kind is KIND.CASE else can_have
            assert sum(asked[case] for case in limit.cases) == limit.needed
        else:
            room = sum(min(needs[case], len(eligible[case] & set(limit.experts))) for case in needs)
        assert room == limit.available
        assert limit.short_by > 0


def test_a_case_with_too_few_eligible_experts_is_named():
    pool = a_pool([[1] * 3] * 2, needs=[3, 1], conflicts={("a", 0)}, forbidden={("a", 2)})

    assert _limits(pool) == (Limit(KIND.CASE, 3, 1, ("a",), ()),)


def test_a_pool_with_too_little_capacity_says_so_in_whole():
    pool = a_pool([[1] * 3] * 40, needs=3, most=30)

    assert _limits(pool) == (Limit(KIND.CAPACITY, 120, 90, tuple(sorted(chr(97 + n) for n in range(40))), (0, 1, 2)),)


def test_cases_that_compete_for_the_same_experts_are_named_together():
    """Of four cases, a and b may be looked at by expert 0 alone, who takes one; the others have room enough."""
    pool = a_pool([[1, 1, 1]] * 4, most=[1, 5, 5], conflicts={(case, expert) for case in "ab" for expert in (1, 2)})

    assert _limits(pool) == (Limit(KIND.GROUP, 2, 1, ("a", "b"), (0,)),)


def test_minimums_that_cannot_be_met_are_named():
    assert _limits(a_pool([[1, 1]] * 3, least=2)) == (Limit(KIND.MINIMUMS, 4, 3, (), (0, 1)),)
    assert _limits(a_pool([[1, 1]] * 3, least=[2, 0], conflicts={("a", 0), ("b", 0)})) == (
        Limit(KIND.EXPERT_MINIMUM, 2, 1, (), (0,)),
    )


def test_orders_that_contradict_each_other_are_named_before_anything_is_solved():
    pool = a_pool(
        [[1, 1]] * 3,
        most=[1, 9],
        least=[2, 0],
        conflicts={("a", 0)},
        forbidden={("b", 1)},
        forced={("a", 0), ("b", 1), ("c", 0), ("c", 1), ("z", 0)},
    )

    assert _limits(pool) == (
        Limit(KIND.FORCED_STRANGER, 1, 0, ("z",), (0,)),
        Limit(KIND.FORCED_CONFLICT, 1, 0, ("a",), (0,)),
        Limit(KIND.FORCED_FORBIDDEN, 1, 0, ("b",), (1,)),
        Limit(KIND.FORCED_OVER_NEED, 2, 1, ("c",), ()),
        Limit(KIND.FORCED_OVER_LOAD, 2, 1, (), (0,)),
        Limit(KIND.LIMITS_CROSSED, 2, 1, (), (0,)),
    )


@pytest.mark.parametrize(("limit", "words"), [
    (Limit(KIND.CASE, 3, 1, ("가",)), "가에는 위원 3명이 필요한데 맡을 수 있는 위원은 1명이어서 2명이 모자랍니다."),
    (Limit(KIND.CAPACITY, 120, 90, ("가",), ("김",)), "필요한 심사는 모두 120건인데 위원들이 맡을 수 있는 것은 90건이어서 30건이 모자랍니다."),
    (Limit(KIND.GROUP, 4, 3, ("가", "나"), ("김",)), "신청 2건(가 등)에 필요한 심사는 4건인데"),
    (Limit(KIND.FORCED_CONFLICT, 1, 0, ("가",), ("김",)), "가에 김 위원을 지정하셨지만"),
])  # fmt: skip
def test_a_limit_is_said_in_words_with_its_numbers(limit, words):
    assert str(sentence(limit, str)).startswith(words)


@pytest.mark.parametrize("kind", LimitKind)
def test_every_limit_has_a_sentence(kind):
    assert "%" not in str(sentence(Limit(kind, 2, 1, ("가",), ("김",)), str))
