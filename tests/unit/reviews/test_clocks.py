"""Terms after the decision (domain.md §4.8)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from incubator.core.dates import kst
from incubator.reviews.rules.clocks import answer_term, objection_term, reply_term, term_from, waiting_ends_at


def test_worked_example_of_the_objection():
    term = objection_term(kst(2026, 4, 20, 18), off=())

    assert (term.first_day, term.last_day, term.ends_at) == (date(2026, 4, 21), date(2026, 4, 27), kst(2026, 4, 28))


def test_a_last_day_on_a_holiday_moves_on():
    """Delivered on Wednesday 2026-04-29: day 6 is Tuesday 5 May, a holiday."""
    assert objection_term(kst(2026, 4, 29, 9), off={date(2026, 5, 5)}).last_day == date(2026, 5, 6)


def test_a_working_day_stays():
    assert objection_term(kst(2026, 4, 22, 9), off=()).last_day == date(2026, 4, 28)


def test_the_day_of_delivery_is_the_korean_one():
    assert objection_term(datetime(2026, 4, 19, 15, tzinfo=UTC), off=()).first_day == date(2026, 4, 21)


@pytest.mark.parametrize(
    ("at", "is_in_time"),
    [
        (kst(2026, 4, 20, 17, 59, 59), False),
        (kst(2026, 4, 20, 18), True),
        (kst(2026, 4, 27, 23, 59, 59), True),
        (kst(2026, 4, 28), False),
    ],
)
def test_what_is_in_time(at, is_in_time):
    assert objection_term(kst(2026, 4, 20, 18), off=()).takes(at) is is_in_time


def test_an_answer_is_due_in_thirty_days():
    """Received on 2026-04-27: day 30 is Wednesday 27 May."""
    assert answer_term(kst(2026, 4, 27, 23), off=()).last_day == date(2026, 5, 27)
    assert answer_term(kst(2026, 4, 23, 23), off={date(2026, 5, 25)}).last_day == date(
        2026, 5, 26
    )  # Saturday, Sunday, the holiday


@pytest.mark.parametrize("days", [0, -1])
def test_a_term_has_a_day(days):
    with pytest.raises(ValueError):
        term_from(kst(2026, 4, 20), days, ())


def test_an_instant_names_its_zone():
    with pytest.raises(ValueError):
        objection_term(datetime(2026, 4, 20, 18), off=())  # noqa: DTZ001 -- that is the mistake


def test_two_months_of_the_calendar_without_a_move():
    assert waiting_ends_at(date(2026, 5, 1)) == kst(2026, 7, 2)
    assert waiting_ends_at(date(2025, 12, 31)) == kst(2026, 3, 1)  # Saturday 28 February is the last day


def test_a_reply_never_outlasts_the_list():
    limit = kst(2026, 7, 2)
    cut = reply_term(kst(2026, 6, 30, 9), 3, (), not_after=limit)
    whole = reply_term(kst(2026, 6, 1, 9), 3, (), not_after=limit)

    assert (cut.last_day, cut.ends_at) == (date(2026, 7, 1), limit)
    assert whole.ends_at - whole.starts_at < timedelta(days=4)
    assert not cut.takes(limit)
