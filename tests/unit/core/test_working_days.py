"""Working days and the ends of terms."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.working_days import is_working_day, last_day_of_term, working_day_from, working_days_later

CHILDREN = date(2026, 5, 5)
DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
CALENDARS = st.frozensets(DAYS, max_size=20)


def test_a_term_that_ends_on_sunday_ends_on_monday():
    """domain.md §4.8: told on Monday 2026-04-20, six days."""
    assert last_day_of_term(date(2026, 4, 20), 6, ()) == date(2026, 4, 27)


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day():
    assert last_day_of_term(date(2026, 5, 1), 4, {CHILDREN}) == date(2026, 5, 6)


def test_working_days_skip_weekends_and_days_off():
    assert working_days_later(date(2026, 5, 1), 3, {CHILDREN}) == date(2026, 5, 7)
    assert working_days_later(CHILDREN, 0, {CHILDREN}) == CHILDREN


def test_counting_backwards_and_a_calendar_without_work_are_mistakes():
    with pytest.raises(ValueError, match="forward"):
        working_days_later(CHILDREN, -1, ())
    with pytest.raises(ValueError, match="no working day"):
        working_day_from(CHILDREN, {CHILDREN + timedelta(days=step) for step in range(70)})


@given(DAYS, st.integers(0, 60), CALENDARS)
def test_a_term_never_ends_early_nor_on_a_day_off_and_skips_no_working_day(day, days, off):
    end = last_day_of_term(day, days, off)
    between = [day + timedelta(days=days + step) for step in range((end - day).days - days)]

    assert end >= day + timedelta(days=days)
    assert is_working_day(end, off)
    assert not any(is_working_day(skipped, off) for skipped in between)


@given(DAYS, st.integers(0, 30), CALENDARS)
def test_so_many_working_days_lie_after_the_day(day, count, off):
    end = working_days_later(day, count, off)

    passed = (day + timedelta(days=step) for step in range(1, (end - day).days + 1))
    assert sum(is_working_day(one, off) for one in passed) == count
