"""The cut between stages (domain.md §4.4)."""

import pytest

from incubator.reviews.rules.computation import compute
from incubator.reviews.rules.cuts import cut, cuts_by_division, limit_of
from incubator.reviews.rules.entries import Entry, StageEntry
from tests.unit.reviews.sheets import entry_of_totals, person, plan_of


def _field(*totals):
    return compute(plan_of(), [entry_of_totals(number, [total]) for number, total in enumerate(totals, start=1)])


def _numbers(ids):
    return [id_.int for id_ in ids]


@pytest.mark.parametrize(
    ("quota", "percent", "limit"), [(3, 200, 6), (3, 250, 8), (1, 150, 2), (6, 100, 6), (0, 200, 0)]
)
def test_the_limit_is_rounded_up(quota, percent, limit):
    assert limit_of(quota, percent) == limit


def test_negative_numbers_are_refused():
    with pytest.raises(ValueError):
        limit_of(-1, 200)


def test_all_tied_at_the_cut_go_on():
    found = cut(_field(90, 80, 70, 70, 70, 65), 2, 150)

    assert (found.limit, str(found.score)) == (3, "70.00")
    assert _numbers(found.passed) == [1, 2, 3, 4, 5]
    assert _numbers(found.tied) == [3, 4, 5]
    assert _numbers(found.stopped) == [6]


def test_no_tie_at_the_cut_names_nobody():
    assert cut(_field(90, 80, 70), 1, 200).tied == ()


def test_the_floor_holds_inside_the_limit():
    found = cut(_field(90, "59.99", 58), 2, 200)

    assert (_numbers(found.passed), _numbers(found.below_floor), found.score) == ([1], [2, 3], None)


def test_a_quota_larger_than_the_field_takes_everybody():
    found = cut(_field(90, 80), 10, 200)

    assert (_numbers(found.passed), found.stopped) == ([1, 2], ())


def test_without_a_multiple_everybody_above_the_floor_goes_on():
    assert _numbers(cut(_field(90, 80, 50), 1, None).passed) == [1, 2]


def test_no_seats_stop_everybody():
    found = cut(_field(90, 80), 0, 200)

    assert (found.passed, _numbers(found.stopped)) == ((), [1, 2])


def test_each_division_has_its_own_cut_and_nobody_is_lost():
    absent = Entry(person(9), (StageEntry("presentation", absent=True),))
    nobody = Entry(person(8), (StageEntry("presentation"),))
    computation = compute(plan_of(), [*(entry_of_totals(n, [60 + n]) for n in range(1, 5)), absent, nobody])
    found = cuts_by_division(computation, {person(n): "ab"[n % 2] for n in range(1, 10)}, {"a": 1, "b": 1}, 100)

    assert {key: _numbers(row.passed) for key, row in found.items()} == {"a": [4], "b": [3]}
    assert (_numbers(found["b"].absent), _numbers(found["a"].not_scored)) == ([9], [8])


def test_a_division_without_a_quota_is_refused():
    with pytest.raises(KeyError):
        cuts_by_division(_field(90), {person(1): "a"}, {}, 200)
