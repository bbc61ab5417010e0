"""The chain of domain.md §4.3, step by step."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from incubator.programs.rules.scoring import USUAL_TIE_CHAIN, TieStep
from incubator.reviews.rules.computation import compute
from incubator.reviews.rules.entries import Entry, Sheet, StageEntry
from incubator.reviews.rules.records import digest_of, from_plain, to_plain
from incubator.reviews.rules.ties import Decision, DecisionKind, Facts, Ranking, break_ties, largest_first
from tests.unit.reviews.sheets import entry_of_totals, person, plan_of
from tests.unit.reviews.test_computation import BA, DA, EXAMPLE, GA, MA, NA, RA

FORM = (("team", Decimal(20)), ("idea", Decimal(30)), ("market", Decimal(30)), ("growth", Decimal(20)))


def _ranks(ranking):
    return [(place.application.int, place.rank) for place in ranking.places]


def _entry(number, *sheets, bonus=0):
    rows = tuple(
        Sheet(
            person(1000 + seat), seat, tuple((key, Decimal(points)) for (key, _), points in zip(FORM, row, strict=True))
        )
        for seat, row in enumerate(sheets, start=1)
    )
    bonuses = (("youth", Decimal(bonus)),) if bonus else ()
    return Entry(person(number), (StageEntry("presentation", rows),), bonuses)


def _computed(*entries):
    return compute(plan_of(criteria=FORM), entries)


def test_the_worked_example_breaks_its_tie_without_bonus():
    ranking = break_ties(compute(plan_of(), EXAMPLE), [TieStep.WITHOUT_BONUS])
    taken = ranking.between(person(NA), person(DA))

    assert _ranks(ranking)[:3] == [(NA, 1), (DA, 2), (MA, 3)]
    assert (taken.step, str(taken.final)) == (TieStep.WITHOUT_BONUS, "86.00")
    assert [(held.application.int, held.value) for held in taken.held] == [(NA, "85.00"), (DA, "83.00")]
    assert taken.groups == ((person(NA),), (person(DA),))


def test_what_nothing_separates_is_said_and_blocks():
    ranking = break_ties(compute(plan_of(), EXAMPLE), [TieStep.WITHOUT_BONUS, TieStep.LARGEST_CRITERION])

    assert ranking.unresolved == ((person(GA), person(BA)),)
    assert not ranking.is_resolved
    assert "위원회" in str(ranking.problem)
    assert _ranks(ranking)[3:] == [(GA, 4), (BA, 4), (RA, 6)]
    assert ranking.between(person(GA), person(BA)) is None


def test_the_largest_criterion_comes_first_and_equal_ones_in_the_order_of_the_form():
    assert largest_first(_computed()) == ("idea", "market", "team", "growth")


@pytest.mark.parametrize(
    ("first", "second", "criterion"),
    [
        ((10, 25, 25, 20), (20, 24, 26, 10), "idea"),
        ((10, 25, 25, 20), (20, 25, 24, 11), "market"),
        ((20, 25, 25, 10), (19, 25, 25, 11), "team"),
    ],
)
def test_criteria_are_asked_one_after_the_other(first, second, criterion):
    ranking = break_ties(_computed(_entry(2, first), _entry(1, second)), USUAL_TIE_CHAIN)
    taken = ranking.between(person(1), person(2))

    assert _ranks(ranking) == [(2, 1), (1, 2)]
    assert (taken.step, taken.criterion) == (TieStep.LARGEST_CRITERION, criterion)


def test_means_of_criteria_come_from_the_kept_sheets():
    """The dropped sheets of the first applicant would have put the idea of the first ahead."""
    even = (20, 20, 20, 20)
    first = [even, even, even, (20, 30, 20, 20), (0, 20, 20, 20)]
    second = [even, even, (19, 21, 20, 20), (20, 20, 30, 20), (20, 0, 20, 20)]
    ranking = break_ties(_computed(_entry(1, *first), _entry(2, *second)), USUAL_TIE_CHAIN)

    assert _ranks(ranking) == [(2, 1), (1, 2)]
    held = ranking.between(person(1), person(2)).held
    assert [(row.application.int, row.value) for row in held] == [(2, "20.333333"), (1, "20.000000")]


def _same(*numbers):
    return compute(plan_of(), [entry_of_totals(number, [80]) for number in numbers])


@pytest.mark.parametrize(
    ("step", "ahead", "behind"),
    [
        (TieStep.DOCUMENT_STAGE, Facts(document=Decimal("90.01")), Facts(document=Decimal("90.00"))),
        (TieStep.DOCUMENT_STAGE, Facts(document=Decimal(1)), Facts()),
        (TieStep.NOTICE_PRIORITY, Facts(priority=1), Facts(priority=2)),
        (TieStep.NOTICE_PRIORITY, Facts(priority=9), Facts()),
        (
            TieStep.RECEIVED_FIRST,
            Facts(received_at=datetime(2026, 4, 1, 9, 0, 0, 1, UTC)),
            Facts(received_at=datetime(2026, 4, 1, 9, 0, 0, 2, UTC)),
        ),
    ],
)
def test_facts_of_the_notice_break_a_tie_only_where_the_chain_names_them(step, ahead, behind):
    facts = {person(2): ahead, person(1): behind}

    assert _ranks(break_ties(_same(1, 2), [step], facts)) == [(2, 1), (1, 2)]
    assert not break_ties(_same(1, 2), [TieStep.WITHOUT_BONUS], facts).is_resolved


def test_a_group_of_three_is_settled_in_parts():
    facts = {person(1): Facts(priority=2), person(2): Facts(priority=2), person(3): Facts(priority=1)}
    lot = Decision(DecisionKind.LOT, (person(2), person(1)), "제2차 회의록")
    ranking = break_ties(_same(1, 2, 3), [TieStep.NOTICE_PRIORITY], facts, [lot])

    assert _ranks(ranking) == [(3, 1), (2, 2), (1, 3)]
    assert ranking.between(person(1), person(2)).decision == lot
    assert ranking.between(person(1), person(3)).step is TieStep.NOTICE_PRIORITY


def test_the_committee_comes_last_even_where_the_chain_names_it_first():
    vote = Decision(DecisionKind.VOTE, (person(1), person(2)), "회의록")
    chain = [TieStep.COMMITTEE, TieStep.NOTICE_PRIORITY]
    facts = {person(2): Facts(priority=1)}

    assert _ranks(break_ties(_same(1, 2), chain, facts, [vote])) == [(2, 1), (1, 2)]


@pytest.mark.parametrize("order", [(1,), (1, 2, 3), (1, 3), (1, 1)])
def test_a_decision_about_other_people_breaks_no_tie(order):
    vote = Decision(DecisionKind.VOTE, tuple(map(person, order)), "회의록")

    assert not break_ties(_same(1, 2), [], decisions=[vote]).is_resolved


def test_the_later_of_two_decisions_counts():
    decisions = [Decision(DecisionKind.VOTE, (person(a), person(b)), "회의록") for a, b in ((1, 2), (2, 1))]

    assert _ranks(break_ties(_same(1, 2), [], decisions=decisions)) == [(2, 1), (1, 2)]


def test_below_the_floor_is_in_no_tie():
    low = [replace(entry_of_totals(number, [59]), bonuses=(("b", Decimal(1)),)) for number in (1, 2)]
    ranking = break_ties(compute(plan_of(), [*low, entry_of_totals(3, [60])]), USUAL_TIE_CHAIN)

    assert _ranks(ranking) == [(3, 1)]
    assert ranking.is_resolved


def test_a_ranking_survives_storage():
    ranking = break_ties(compute(plan_of(), EXAMPLE), USUAL_TIE_CHAIN)

    assert digest_of(from_plain(Ranking, to_plain(ranking))) == digest_of(ranking)
