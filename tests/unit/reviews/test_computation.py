"""The worked examples and traps of domain.md §4.2 and §4.4, and what may never be computed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from incubator.reviews.rules.computation import Standing, compute, entry_of
from incubator.reviews.rules.entries import Entry, LeftOut, LeftOutReason, Plan, Sheet, StageEntry, StagePlan
from incubator.reviews.rules.records import digest_of, from_plain, to_plain
from tests.unit.reviews.sheets import entry_of_totals, person, plan_of, sheets_of

GA, NA, DA, RA, MA, BA = range(1, 7)
EXAMPLE = [
    entry_of_totals(GA, [82, 88, 91, 85, 79]),
    entry_of_totals(NA, [84, 84, 85, 86, 86], bonus=1),
    entry_of_totals(DA, [95, 70, 78, 83, 88], bonus=3),
    entry_of_totals(RA, [58, 61, 60, 59, 62]),
    entry_of_totals(MA, [82, 86, 90, 85, "84.5"]),
    entry_of_totals(BA, [84, 86, 85]),
]


@pytest.fixture
def example():
    return compute(plan_of(), EXAMPLE)


def _kept(line):
    stage = line.stages[0]
    return sorted(sheet.total for sheet in stage.entry.sheets if sheet.seat in stage.kept)


@pytest.mark.parametrize(
    ("number", "kept", "main", "final", "rank"),
    [
        (NA, ["84", "85", "86"], "85.00", "86.00", 1),
        (DA, ["78", "83", "88"], "83.00", "86.00", 1),
        (MA, ["84.5", "85", "86"], "85.17", "85.17", 3),
        (GA, ["82", "85", "88"], "85.00", "85.00", 4),
        (BA, ["84", "85", "86"], "85.00", "85.00", 4),
        (RA, ["59", "60", "61"], "60.00", "60.00", 6),
    ],
)
def test_worked_example(example, number, kept, main, final, rank):
    line = example.line(person(number))

    assert _kept(line) == [Decimal(value) for value in kept]
    assert (str(line.main), str(line.final), line.rank) == (main, final, rank)
    assert line.standing is Standing.RANKED


def test_the_line_says_whose_totals_were_dropped_and_how_the_mean_came_about(example):
    stage = example.line(person(MA)).stages[0]

    assert (stage.n, stage.lowest, stage.highest, stage.kept) == (5, 1, 3, (2, 4, 5))
    assert (stage.sum, stage.unrounded, stage.rounded) == (Decimal("255.5"), Decimal("85.1666666666"), Decimal("85.17"))


def test_four_decimals_where_the_round_says_so():
    line = compute(plan_of(scale=4), [EXAMPLE[MA - 1]]).lines[0]

    assert str(line.stages[0].rounded) == str(line.final) == "85.1667"


def test_only_one_of_tied_extremes_is_dropped(example):
    stage = example.line(person(NA)).stages[0]

    assert (stage.lowest, stage.highest, len(stage.kept)) == (1, 5, 3)


def test_the_mean_divides_by_those_kept():
    line = compute(plan_of(), [entry_of_totals(1, ["51.2", 60, 62, 65, 68, "70.1"])]).lines[0]

    assert (line.stages[0].sum, str(line.main)) == (Decimal(255), "63.75")


def test_half_up():
    line = compute(plan_of(), [entry_of_totals(1, [84, 84, 84, "84.5"])]).lines[0]

    assert (line.weighted, str(line.main)) == (Decimal("84.125"), "84.13")


def test_totals_are_trimmed_and_not_items():
    criteria = (("idea", Decimal(50)), ("market", Decimal(50)))
    pairs = [(50, 10), (10, 50), (30, 30), (40, 25), (20, 45)]
    sheets = tuple(
        Sheet(person(1000 + seat), seat, (("idea", Decimal(first)), ("market", Decimal(second))))
        for seat, (first, second) in enumerate(pairs, start=1)
    )
    stage = (
        compute(plan_of(criteria=criteria, floor=Decimal(0)), [Entry(person(1), (StageEntry("presentation", sheets),))])
        .lines[0]
        .stages[0]
    )
    by_items = sum(sum(sorted(pair[at] for pair in pairs)[1:-1]) for at in (0, 1))

    assert (stage.kept, stage.sum, by_items) == ((2, 3, 4), 185, 190)
    assert sum(item.sum for item in stage.items) == stage.sum


def test_a_recused_evaluator_is_no_nought():
    left = (
        LeftOut(person(2001), 4, LeftOutReason.RECUSED),
        LeftOut(person(2002), 5, LeftOutReason.RECUSED),
    )
    entry = Entry(person(1), (StageEntry("presentation", sheets_of([84, 86, 85]), left),))
    line = compute(plan_of(), [entry]).lines[0]

    assert (line.stages[0].n, str(line.main)) == (3, "85.00")
    assert line.stages[0].entry.left_out == left


def test_n_differs_from_applicant_to_applicant():
    lines = compute(plan_of(), [entry_of_totals(1, [80] * 4 + [100]), entry_of_totals(2, [80] * 3 + [100])]).lines

    assert {line.application.int: str(line.main) for line in lines} == {1: "80.00", 2: "85.00"}


@pytest.mark.parametrize(("totals", "standing"), [([60] * 5, Standing.RANKED), (["59.99"] * 5, Standing.BELOW_FLOOR)])
def test_exactly_the_floor_passes(totals, standing):
    assert compute(plan_of(), [entry_of_totals(1, totals)]).lines[0].standing is standing


def test_a_bonus_does_not_lift_above_the_floor_unless_the_round_says_so():
    entry = entry_of_totals(1, [58] * 5, bonus=3)

    without = compute(plan_of(), [entry]).lines[0]
    with_bonus = compute(plan_of(floor_includes_bonus=True), [entry]).lines[0]

    assert (str(without.final), without.standing, without.rank) == ("61.00", Standing.BELOW_FLOOR, None)
    assert (with_bonus.standing, with_bonus.rank) == (Standing.RANKED, 1)


def test_the_printed_mean_meets_the_floor():
    line = compute(plan_of(), [entry_of_totals(1, ["59.995"] * 5)]).lines[0]

    assert (str(line.stages[0].rounded), line.standing) == ("60.00", Standing.RANKED)


def test_below_the_floor_takes_no_rank_from_those_above():
    lines = compute(plan_of(), [entry_of_totals(1, [58] * 5, bonus=5), entry_of_totals(2, [61] * 5)]).lines

    assert [(line.application.int, line.rank) for line in lines] == [(2, 1), (1, None)]


def test_bonus_stops_at_the_cap_and_deductions_follow():
    entry = replace(
        entry_of_totals(1, [90] * 5),
        bonuses=(("youth", Decimal(3)), ("region", Decimal(4))),
        deductions=(("late", Decimal("1.5")),),
    )
    line = compute(plan_of(), [entry]).lines[0]

    assert (line.bonus_sum, line.bonus, line.deduction, str(line.final)) == (7, 5, Decimal("1.5"), "93.50")


def test_a_final_score_passes_100_unless_capped():
    entry = entry_of_totals(1, [98] * 5, bonus=5)
    plan = plan_of()

    assert str(compute(plan, [entry]).lines[0].final) == "103.00"
    assert str(compute(replace(plan, final_cap=Decimal(100)), [entry]).lines[0].final) == "100.00"


def test_item_floor():
    criteria = (("idea", Decimal(50)), ("market", Decimal(50)))
    items = (("idea", Decimal(50)), ("market", Decimal("19.9")))
    entry = Entry(person(1), (StageEntry("presentation", (Sheet(person(9), 1, items),)),))

    off = compute(plan_of(criteria=criteria), [entry]).lines[0]
    on = compute(plan_of(criteria=criteria, item_floor_percent=Decimal(40)), [entry]).lines[0]

    assert off.standing is Standing.RANKED
    assert on.standing is Standing.BELOW_FLOOR
    assert [item.key for item in on.stages[0].items if item.below_floor] == ["market"]


def _two_stages(document, presentation, **more):
    return Entry(
        person(1),
        (StageEntry("document", sheets_of(document)), StageEntry("presentation", sheets_of(presentation), **more)),
    )


TWO = Plan(
    (
        StagePlan("document", (("total", Decimal(100)),), weight_percent=Decimal(30)),
        StagePlan("presentation", (("total", Decimal(100)),), weight_percent=Decimal(70)),
    )
)


def test_stages_are_weighted_on_unrounded_means():
    line = compute(TWO, [_two_stages([88, 88, 89], [81, 82])]).lines[0]

    assert [str(stage.unrounded) for stage in line.stages] == ["88.3333333333", "81.5"]
    assert (str(line.weighted), str(line.final)) == ("83.55", "83.55")


def test_rounding_the_stages_first_would_give_another_score():
    halves = replace(TWO, stages=tuple(replace(stage, weight_percent=Decimal(50)) for stage in TWO.stages))
    line = compute(halves, [_two_stages([80, 80, "80.01"], [80, "80.01"])]).lines[0]

    assert [str(stage.rounded) for stage in line.stages] == ["80.00", "80.01"]  # their mean would round to 80.01
    assert str(line.final) == "80.00"


def test_who_did_not_come_is_not_ranked_and_no_nought():
    line = compute(TWO, [_two_stages([90], [], absent=True)]).lines[0]

    assert (line.standing, line.final, line.rank) == (Standing.ABSENT, None, None)


def test_nobody_to_score_is_said_and_one_is_a_mean():
    none, one = compute(plan_of(), [entry_of_totals(1, []), entry_of_totals(2, [77])]).lines[::-1]

    assert (none.standing, none.final, none.stages[0].n) == (Standing.NOT_SCORED, None, 0)
    assert (str(one.final), one.rank) == ("77.00", 1)


def test_what_is_stored_can_be_recomputed_by_anybody(example):
    stored = to_plain(example)
    read = from_plain(type(example), stored)
    again = compute(read.plan, [entry_of(line) for line in read.lines])

    assert read == example
    assert digest_of(again) == digest_of(example)


def test_a_changed_score_changes_the_hash(example):
    other = compute(plan_of(), [entry_of_totals(GA, [82, 88, 91, 85, "79.1"]), *EXAMPLE[1:]])

    assert digest_of(other) != digest_of(example)


def test_spelling_of_a_number_does_not_change_the_hash():
    assert digest_of(compute(plan_of(), [entry_of_totals(1, ["84.50", "90"])])) == digest_of(
        compute(plan_of(), [entry_of_totals(1, ["84.5", "90.0"])])
    )


def _wrong(sheets):
    return [Entry(person(1), (StageEntry("presentation", sheets),))]


@pytest.mark.parametrize(
    "entries",
    [
        _wrong((Sheet(person(9), 1, (("other", Decimal(5)),)),)),
        _wrong((Sheet(person(9), 1, ()),)),
        _wrong((Sheet(person(9), 1, (("total", Decimal(101)),)),)),
        _wrong((Sheet(person(9), 1, (("total", Decimal(-1)),)),)),
        _wrong((Sheet(person(9), 1, (("total", Decimal("NaN")),)),)),
        _wrong((*sheets_of([1]), *sheets_of([2]))),
        [entry_of_totals(1, [80]), entry_of_totals(1, [81])],
        [replace(entry_of_totals(1, [80]), bonuses=(("b", Decimal(-1)),))],
        [Entry(person(1), ())],
        [Entry(person(1), (StageEntry("presentation"), StageEntry("presentation")))],
    ],
)
def test_what_cannot_be_meant_is_refused(entries):
    with pytest.raises(ValueError):
        compute(plan_of(), entries)


def test_plans_that_cannot_be_meant_are_refused():
    for plan in (Plan(()), plan_of(weight_percent=Decimal(70)), plan_of(trim_least=2)):
        with pytest.raises(ValueError):
            compute(plan, [])
