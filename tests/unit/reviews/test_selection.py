"""From ranks to outcomes (domain.md §2.5, §4.5)."""

from decimal import Decimal

import pytest

from incubator.programs.rules.scoring import USUAL_TIE_CHAIN
from incubator.reviews.rules.computation import compute
from incubator.reviews.rules.entries import Entry, StageEntry
from incubator.reviews.rules.selection import (
    BudgetCheck,
    Candidate,
    DeviationKind,
    Outcome,
    candidates_of,
    decide,
    deviations,
    propose,
    refusals,
    seats_problem,
    ties_left,
    waiting_label,
)
from incubator.reviews.rules.ties import Decision, DecisionKind, break_ties
from tests.unit.reviews.sheets import entry_of_totals, person, plan_of
from tests.unit.reviews.test_computation import BA, DA, EXAMPLE, GA, MA, NA, RA


def _field(count, division="a", start=1, **more):
    return [Candidate(person(start + at), division, at + 1, **more) for at in range(count)]


def _outcomes(result):
    return {row.application.int: (row.outcome, row.number) for row in result.rows}


def test_seats_then_waiting_list_then_the_rest():
    result = propose(_field(5), {"a": 2}, waiting_length=2)

    assert _outcomes(result) == {
        1: (Outcome.SELECTED, None),
        2: (Outcome.SELECTED, None),
        3: (Outcome.WAITLISTED, 1),
        4: (Outcome.WAITLISTED, 2),
        5: (Outcome.NOT_SELECTED, None),
    }
    assert result.selected == (person(1), person(2))
    assert str(waiting_label(1)) == "예비 1번"


@pytest.mark.parametrize("barred", [Outcome.BELOW_FLOOR, Outcome.ABSENT, Outcome.INELIGIBLE, Outcome.NOT_SCORED])
def test_who_is_out_of_the_field_is_neither_chosen_nor_waits(barred):
    rows = [*_field(1), Candidate(person(9), "a", None, barred=barred)]
    result = propose(rows, {"a": 5}, waiting_length=5)

    assert _outcomes(result)[9] == (barred, None)
    assert result.empty == (("a", 4),)


def test_an_ineligible_one_with_a_rank_gives_his_seat_to_the_next():
    first, *rest = _field(3)
    rows = [Candidate(first.application, "a", 1, barred=Outcome.INELIGIBLE), *rest]

    assert propose(rows, {"a": 1}, waiting_length=1).selected == (person(2),)


def test_each_division_fills_its_own_seats_and_has_its_own_list():
    rows = [*_field(3, "a"), *_field(3, "b", start=11)]
    result = propose(rows, {"a": 1, "b": 2}, waiting_length=1)

    assert result.selected == (person(1), person(11), person(12))
    assert [row.application.int for row in result.rows if row.number == 1] == [2, 13]


def test_empty_seats_move_only_as_the_notice_says():
    rows = [*_field(1, "a"), *_field(4, "b", start=11)]

    stay = propose(rows, {"a": 3, "b": 1}, waiting_length=0)
    move = propose(rows, {"a": 3, "b": 1}, waiting_length=0, moves={"a": "b"})

    assert (len(stay.selected), stay.empty) == (2, (("a", 2),))
    assert (len(move.selected), move.empty, move.seats) == (4, (), (("a", 1), ("b", 3)))


def test_an_open_tie_blocks_a_proposal_but_not_one_of_two_divisions():
    tied = [Candidate(person(1), "a", 1), Candidate(person(2), "a", 1), Candidate(person(3), "b", 1)]

    assert ties_left(tied) == ((person(1), person(2)),)
    with pytest.raises(ValueError):
        propose(tied, {"a": 1, "b": 1}, waiting_length=1)
    assert propose(tied[1:], {"a": 1, "b": 1}, waiting_length=1).selected == (person(2), person(3))


def test_a_division_without_a_quota_is_refused():
    with pytest.raises(ValueError):
        propose(_field(1, "c"), {"a": 1}, waiting_length=1)


def test_a_decision_against_rank_names_everybody_it_touches():
    rows = _field(4)
    proposed = propose(rows, {"a": 2}, waiting_length=1)
    decided = decide(rows, {person(1), person(4)}, {"a": 2}, waiting_length=1)
    found = deviations(proposed, decided, {person(4): " 지역 균형 "})

    assert [(row.application.int, row.kind, row.reason) for row in found] == [
        (2, DeviationKind.PASSED_OVER, ""),
        (4, DeviationKind.RAISED, "지역 균형"),
    ]
    assert _outcomes(decided)[2] == (Outcome.WAITLISTED, 1)
    assert deviations(proposed, proposed, {}) == ()


def test_choosing_fewer_is_a_deviation_too():
    rows = _field(3)
    proposed = propose(rows, {"a": 2}, waiting_length=0)
    decided = decide(rows, {person(1)}, {"a": 2}, waiting_length=0)

    assert [row.application.int for row in deviations(proposed, decided, {})] == [2]
    assert decided.empty == (("a", 1),)


def test_no_reason_lifts_somebody_above_the_floor():
    rows = [*_field(1), Candidate(person(9), "a", None, barred=Outcome.BELOW_FLOOR), Candidate(person(8), "a", None)]
    found = refusals(rows, [person(1), person(9), person(8), person(77)])

    assert sorted(key.int for key in found) == [8, 9, 77]
    assert "과락" in str(found[person(9)])
    with pytest.raises(ValueError):
        decide(rows, [person(9)], {"a": 1}, waiting_length=0)


def test_more_than_the_seats_is_said():
    rows = _field(3)

    assert "1개를 줄여" in str(seats_problem(decide(rows, {person(1), person(2)}, {"a": 1}, waiting_length=0)))
    assert seats_problem(propose(rows, {"a": 1}, waiting_length=0)) is None


def test_the_budget_says_by_how_much():
    result = propose(_field(3, amount=20_000_000), {"a": 2}, waiting_length=0)

    assert result.amount == 40_000_000
    assert BudgetCheck(result.amount, 40_000_000).problem is None
    assert "5,000,000원 많습니다" in str(BudgetCheck(result.amount, 35_000_000).problem)


def test_an_empty_field():
    result = propose([], {"a": 2}, waiting_length=3)

    assert (result.rows, result.empty) == ((), (("a", 2),))


def test_the_worked_example_from_sheets_to_the_waiting_list():
    absent = Entry(person(7), (StageEntry("presentation", absent=True),))
    computation = compute(plan_of(floor=Decimal("60.01")), [*EXAMPLE, absent, entry_of_totals(8, [])])
    lot = Decision(DecisionKind.LOT, (person(BA), person(GA)), "제2차 회의록")
    ranking = break_ties(computation, USUAL_TIE_CHAIN, decisions=[lot])
    amounts = dict.fromkeys(map(person, range(1, 9)), 10_000_000)
    rows = candidates_of(computation, ranking, "a", amounts=amounts, ineligible=[person(DA)])
    result = propose(rows, {"a": 2}, waiting_length=1)

    assert _outcomes(result) == {
        NA: (Outcome.SELECTED, None),
        MA: (Outcome.SELECTED, None),
        BA: (Outcome.WAITLISTED, 1),
        GA: (Outcome.NOT_SELECTED, None),
        DA: (Outcome.INELIGIBLE, None),
        RA: (Outcome.BELOW_FLOOR, None),
        7: (Outcome.ABSENT, None),
        8: (Outcome.NOT_SCORED, None),
    }
    assert result.amount == 20_000_000
