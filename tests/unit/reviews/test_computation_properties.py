"""Whatever the sheets: no order matters, a higher score never hurts, and a second way of computing agrees to the last digit."""

import json
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from incubator.programs.rules.scoring import TieStep
from incubator.reviews.rules.computation import Computation, Standing, compute, entry_of
from incubator.reviews.rules.cuts import cut
from incubator.reviews.rules.entries import Entry, Plan, Sheet, StageEntry, StagePlan
from incubator.reviews.rules.groups import standardised
from incubator.reviews.rules.records import digest_of, from_plain, to_plain
from incubator.reviews.rules.rounding import cut_off, half_up, tidy
from incubator.reviews.rules.ties import Facts, break_ties
from tests.unit.reviews.sheets import person

CRITERIA = (("idea", Decimal(40)), ("market", Decimal(30)), ("team", Decimal(30)))
TENTHS = {key: int(most * 10) for key, most in CRITERIA}
ITEMS = st.tuples(*(st.integers(0, TENTHS[key]) for key, _ in CRITERIA))
CHAIN = (TieStep.WITHOUT_BONUS, TieStep.LARGEST_CRITERION, TieStep.RECEIVED_FIRST)


def _stage(key, weight, **more):
    return StagePlan(key, CRITERIA, weight_percent=Decimal(weight), **more)


PLANS = st.builds(
    lambda weight, trim, scale, floor, cap: Plan(
        (
            _stage("document", weight, trim_least=trim, scale=scale, floor=Decimal(floor)),
            _stage("presentation", 100 - weight, trim_least=trim, scale=scale, floor=Decimal(floor)),
        ),
        bonus_cap=Decimal(cap),
        scale=scale,
    ),
    st.integers(0, 100),
    st.integers(3, 6),
    st.integers(0, 4),
    st.integers(0, 80),
    st.integers(0, 5),
)


def _sheets(rows):
    return tuple(
        Sheet(
            person(1000 + seat), seat, tuple((key, Decimal(x) / 10) for (key, _), x in zip(CRITERIA, row, strict=True))
        )
        for seat, row in enumerate(rows, start=1)
    )


STAGE_ROWS = st.lists(ITEMS, min_size=1, max_size=7)
FIELDS = st.lists(st.tuples(STAGE_ROWS, STAGE_ROWS, st.integers(0, 8), st.integers(0, 30)), min_size=1, max_size=4)


def _entries(field):
    return [
        Entry(
            person(number),
            (StageEntry("document", _sheets(document)), StageEntry("presentation", _sheets(presentation))),
            bonuses=(("bonus", Decimal(bonus)),),
            deductions=(("late", Decimal(deduction) / 10),),
        )
        for number, (document, presentation, bonus, deduction) in enumerate(field, start=1)
    ]


def _halves(numerator, denominator, scale):
    """Half up in whole numbers alone: the second way."""
    sign = -1 if numerator < 0 else 1
    units = (2 * abs(numerator) * 10**scale + denominator) // (2 * denominator)
    return sign * units


def _trimmed(rows, trim):
    totals = sorted(sum(row) for row in rows)
    kept = totals[1:-1] if len(totals) >= trim else totals
    return sum(kept), len(kept)


@given(PLANS, FIELDS)
def test_a_second_way_in_whole_numbers_agrees(plan, field):
    found = compute(plan, _entries(field))

    for number, (document, presentation, bonus, deduction) in enumerate(field, start=1):
        line = found.line(person(number))
        parts = [_trimmed(rows, plan.stages[0].trim_least) for rows in (document, presentation)]
        common = parts[0][1] * parts[1][1] * 1000
        weighted = sum(
            int(stage.weight_percent) * total * (common // (1000 * count))
            for stage, (total, count) in zip(plan.stages, parts, strict=True)
        )
        extra = (min(bonus, int(plan.bonus_cap)) * 10 - deduction) * common // 10
        for stage, (total, count) in zip(line.stages, parts, strict=True):
            assert stage.rounded.scaleb(plan.scale) == _halves(total, count * 10, plan.scale)
        assert line.main.scaleb(plan.scale) == _halves(weighted, common, plan.scale)
        assert line.final.scaleb(plan.scale) == _halves(weighted + extra, common, plan.scale)


@given(PLANS, FIELDS, st.randoms())
def test_no_order_matters(plan, field, random):
    entries = _entries(field)
    shuffled = [
        replace(
            entry,
            stages=tuple(
                replace(
                    stage,
                    sheets=tuple(
                        replace(sheet, items=tuple(random.sample(sheet.items, len(sheet.items))))
                        for sheet in random.sample(stage.sheets, len(stage.sheets))
                    ),
                )
                for stage in random.sample(entry.stages, len(entry.stages))
            ),
        )
        for entry in random.sample(entries, len(entries))
    ]

    assert digest_of(compute(plan, shuffled)) == digest_of(compute(plan, entries))
    assert break_ties(compute(plan, shuffled), CHAIN) == break_ties(compute(plan, entries), CHAIN)


@given(PLANS, FIELDS)
def test_what_was_stored_as_json_is_recomputed_with_the_same_hash(plan, field):
    found = compute(plan, _entries(field))
    stored = from_plain(Computation, json.loads(json.dumps(to_plain(found))))

    assert stored == found
    assert digest_of(compute(stored.plan, map(entry_of, stored.lines))) == digest_of(found)


@given(PLANS, FIELDS, st.data())
def test_raising_one_score_never_lowers_that_applicant(plan, field, data):
    number = data.draw(st.integers(0, len(field) - 1))
    stage = data.draw(st.integers(0, 1))
    seat = data.draw(st.integers(0, len(field[number][stage]) - 1))
    item = data.draw(st.integers(0, 2))
    before = compute(plan, _entries(field)).line(person(number + 1))
    row = list(field[number][stage][seat])
    row[item] = data.draw(st.integers(row[item], TENTHS[CRITERIA[item][0]]))
    rows = [*field[number][stage]]
    rows[seat] = tuple(row)
    changed = [*field]
    changed[number] = tuple(rows if at == stage else part for at, part in enumerate(field[number]))
    after = compute(plan, _entries(changed)).line(person(number + 1))

    assert after.final >= before.final
    if before.standing is Standing.RANKED:
        assert after.standing is Standing.RANKED
        assert after.rank <= before.rank


@given(PLANS, FIELDS)
def test_ranks_follow_printed_scores(plan, field):
    lines = [line for line in compute(plan, _entries(field)).lines if line.rank]

    assert [line.rank for line in lines] == [1 + sum(other.final > line.final for other in lines) for line in lines]


@given(PLANS, FIELDS, st.data())
def test_the_chain_keeps_scores_first_and_ranks_everybody_once_when_resolved(plan, field, data):
    found = compute(plan, _entries(field))
    priorities = {line.application: Facts(priority=data.draw(st.integers(1, 3))) for line in found.lines}
    ranking = break_ties(found, [TieStep.WITHOUT_BONUS, TieStep.LARGEST_CRITERION, TieStep.NOTICE_PRIORITY], priorities)
    finals = [found.line(place.application).final for place in ranking.places]

    assert finals == sorted(finals, reverse=True)
    assert {place.application for place in ranking.places} == {line.application for line in found.lines if line.rank}
    if ranking.is_resolved:
        assert [place.rank for place in ranking.places] == list(range(1, len(finals) + 1))


@given(PLANS, FIELDS, st.integers(0, 4), st.integers(100, 300))
def test_a_cut_never_parts_equal_scores_and_loses_nobody(plan, field, quota, percent):
    found = compute(plan, _entries(field))
    result = cut(found, quota, percent)
    passed = [found.line(id_).final for id_ in result.passed]
    stopped = [found.line(id_).final for id_ in result.stopped]

    assert len(result.passed) >= min(result.limit, len(passed) + len(stopped))
    assert not passed or not stopped or min(passed) > max(stopped)
    assert len(passed) + len(stopped) + len(result.below_floor) == len(field)


FRACTIONS = st.fractions(-200, 200, max_denominator=10_000)


@given(FRACTIONS, st.integers(0, 6))
def test_half_up_is_the_nearest_and_goes_away_from_nought_in_the_middle(value, scale):
    rounded = half_up(value, scale)

    assert rounded.scaleb(scale) == _halves(value.numerator, value.denominator, scale)
    assert abs(cut_off(value)) <= abs(value)
    assert -rounded == half_up(-value, scale)


@given(st.decimals(-1000, 1000, places=3))
def test_one_number_has_one_spelling(value):
    assert tidy(value) == value
    assert str(tidy(value)) == str(tidy(value + Decimal("0.000000")))


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=8), st.integers(1, 9), st.integers(0, 500))
def test_a_harsh_and_a_generous_panel_are_brought_to_the_same(tenths, factor, shift):
    harsh = {person(n): Decimal(value) / 10 for n, value in enumerate(tenths)}
    generous = {person(n): Decimal(value * factor + shift) / 10 for n, value in enumerate(tenths)}

    assert standardised("가", harsh).scores == standardised("가", generous).scores
