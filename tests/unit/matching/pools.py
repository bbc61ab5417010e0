"""Small pools, and what is best in them found by trying everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, product

from hypothesis import strategies as st

from incubator.matching.rules.pool import Case, Expert, Pair, Points, Pool


def a_pool(points, *, needs=1, most=9, least=0, **more) -> Pool:
    """Rows of points by case; `needs`, `most`, `least` for all or a list; cases are a, b, …, experts 0, 1, …"""
    cases = [chr(ord("a") + row) for row in range(len(points))]
    experts = list(range(len(points[0])))
    return Pool(
        tuple(Case(name, number) for name, number in zip(cases, _each(needs, len(cases)), strict=True)),
        tuple(
            Expert(name, top, bottom)
            for name, top, bottom in zip(experts, _each(most, len(experts)), _each(least, len(experts)), strict=True)
        ),
        Points.of(
            {(case, expert): points[row][expert] for row, case in enumerate(cases) for expert in experts},
            cases,
            experts,
        ),
        **more,
    )


def _each(value: int | Sequence[int], count: int) -> Sequence[int]:
    return [value] * count if isinstance(value, int) else value


@st.composite
def pools(draw, *, most_points: int = 9, forced: bool = True) -> Pool:
    """Up to four cases and four experts with everything a pool may have; many ties, many that cannot be solved."""
    cases, experts = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    table = draw(
        st.lists(
            st.lists(st.integers(-2, most_points), min_size=experts, max_size=experts), min_size=cases, max_size=cases
        )
    )
    pairs = [(chr(ord("a") + row), column) for row in range(cases) for column in range(experts)]
    some = st.frozensets(st.sampled_from(pairs), max_size=3)
    conflicts, forbidden = draw(some), draw(some)
    most = draw(st.lists(st.integers(1, 4), min_size=experts, max_size=experts))
    return a_pool(
        table,
        needs=draw(st.lists(st.integers(0, 2), min_size=cases, max_size=cases)),
        most=most,
        least=[draw(st.sampled_from([0, 0, 1, min(2, top)])) for top in most],
        conflicts=conflicts,
        forbidden=forbidden,
        forced=draw(some) - conflicts - forbidden if forced and draw(st.booleans()) else frozenset(),
        balance=draw(st.sampled_from([0, 0, 1, 3])),
        floor=draw(st.sampled_from([None, None, None, 0, 3])),
        seed=draw(st.integers(0, 3)),
    )


def every_assignment(pool: Pool) -> Iterator[frozenset[Pair]]:
    """All that keep every limit."""
    choices = []
    for case in pool.cases:
        eligible = [
            expert.id
            for expert in pool.experts
            if (case.id, expert.id) not in set(pool.conflicts) | set(pool.forbidden)
        ]
        choices.append([frozenset((case.id, one) for one in some) for some in combinations(eligible, case.needs)])
    for chosen in product(*choices):
        pairs: frozenset[Pair] = frozenset().union(*chosen)
        if keeps_limits(pool, pairs):
            yield pairs


def may(pool: Pool, pair: Pair) -> bool:
    """Whether nothing but loads stands against this pair."""
    enough = pool.floor is None or pair in pool.forced or points_of(pool, pair) >= pool.floor
    return enough and pair not in pool.conflicts and pair not in pool.forbidden


def points_of(pool: Pool, pair: Pair) -> int:
    return int(pool.points.table[pool.points.cases.index(pair[0]), pool.points.experts.index(pair[1])])


def keeps_limits(pool: Pool, pairs: frozenset[Pair]) -> bool:
    loads = Counter(expert for _, expert in pairs)
    had = Counter(case for case, _ in pairs)
    return (
        all(expert.least <= loads[expert.id] <= expert.most for expert in pool.experts)
        and all(had[case.id] == case.needs for case in pool.cases)
        and all(may(pool, pair) for pair in pairs)
        and pairs >= frozenset(pool.forced)
    )


def worth(pool: Pool, pairs: frozenset[Pair]) -> int:
    loads = Counter(expert for _, expert in pairs)
    price = pool.balance * sum(load * (load + 1) // 2 for load in loads.values())
    return sum(points_of(pool, pair) for pair in pairs) - price
