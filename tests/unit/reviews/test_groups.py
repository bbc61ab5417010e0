"""Several panels on one scale: the example of domain.md §4.4."""

from dataclasses import replace
from decimal import Decimal

import pytest

from incubator.reviews.rules.computation import Standing, compute
from incubator.reviews.rules.groups import standardise, standardised
from tests.unit.reviews.sheets import entry_of_totals, person, plan_of

EXPECTED = ["37.35", "43.68", "50.00", "56.32", "62.65"]


@pytest.mark.parametrize("scores", [(70, 75, 80, 85, 90), (80, 82, 84, 86, 88)])
def test_both_groups_of_the_example_become_the_same(scores):
    group = standardised("가", {person(n): Decimal(score) for n, score in enumerate(scores)})

    assert [str(score) for _, score in group.scores] == EXPECTED
    assert group.says is None


def test_equal_scores_stand_at_50_and_this_is_said():
    group = standardised("가", {person(n): Decimal(80) for n in range(3)})

    assert ({str(score) for _, score in group.scores}, group.deviation) == ({"50.00"}, 0)
    assert "모두 같아" in str(group.says)


def test_one_alone_stands_at_50_and_this_is_said():
    group = standardised("나", {person(1): Decimal(99)})

    assert ([str(score) for _, score in group.scores], "하나뿐" in str(group.says)) == (["50.00"], True)


def test_a_group_of_nobody_is_refused():
    with pytest.raises(ValueError):
        standardised("다", {})


def test_a_generous_panel_gains_nothing():
    entries = [entry_of_totals(n, [score]) for n, score in enumerate((70, 75, 80, 85, 90, 80, 82, 84, 86, 88), start=1)]
    entries[0] = replace(entries[0], bonuses=(("youth", Decimal(5)),))
    found, groups = standardise(compute(plan_of(), entries), {person(n): "가" if n < 6 else "나" for n in range(1, 11)})

    assert [group.key for group in groups] == ["가", "나"]
    assert [(line.application.int, line.rank) for line in found.lines[:3]] == [(5, 1), (10, 1), (4, 3)]
    assert str(found.line(person(1)).final) == "42.35"
    assert str(found.line(person(1)).main) == "70.00"


def test_the_floor_stays_one_of_raw_points():
    entries = [entry_of_totals(1, [59]), entry_of_totals(2, [61])]
    found, _ = standardise(compute(plan_of(), entries), {person(1): "가", person(2): "가"})

    assert [line.standing for line in found.lines] == [Standing.RANKED, Standing.BELOW_FLOOR]
