"""Full years, boundary days, months: with the printed notice and the leap days."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.programs.rules.references import (
    Reference,
    ReferenceDates,
    anniversary,
    earliest_start_under,
    earliest_start_within,
    full_years,
    reference_dates,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31))


@pytest.mark.parametrize(
    ("on", "years", "under", "within"),
    [
        (date(2021, 3, 2), 7, date(2014, 3, 3), date(2014, 3, 2)),
        (date(2024, 2, 29), 7, date(2017, 3, 1), date(2017, 3, 1)),
        (date(2025, 2, 28), 1, date(2024, 2, 29), date(2024, 2, 28)),
        (date(2025, 3, 1), 1, date(2024, 3, 2), date(2024, 2, 29)),
        (date(2024, 2, 29), 4, date(2020, 3, 1), date(2020, 2, 29)),
        (date(2024, 1, 1), 3, date(2021, 1, 2), date(2021, 1, 1)),
        (date(2024, 12, 31), 3, date(2022, 1, 1), date(2021, 12, 31)),
    ],
)
def test_boundary_is_the_printed_day(on, years, under, within):
    assert earliest_start_under(years, on) == under
    assert earliest_start_within(years, on) == within


def test_somebody_born_on_a_leap_day_completes_a_year_at_the_end_of_february():
    born = date(2004, 2, 29)

    assert full_years(born, date(2023, 2, 28)) == 18
    assert full_years(born, date(2023, 3, 1)) == 19
    assert full_years(born, date(2024, 2, 28)) == 19
    assert full_years(born, date(2024, 2, 29)) == 20


def test_age_changes_on_the_birthday():
    assert full_years(date(1986, 4, 20), date(2026, 4, 19)) == 39
    assert full_years(date(1986, 4, 20), date(2026, 4, 20)) == 40


@given(on=DAYS, years=st.integers(1, 100))
def test_boundary_is_the_first_day_that_qualifies(on, years):
    under, within = earliest_start_under(years, on), earliest_start_within(years, on)

    assert full_years(under, on) < years
    assert full_years(date.fromordinal(under.toordinal() - 1), on) >= years
    assert anniversary(within, years) >= on
    assert anniversary(date.fromordinal(within.toordinal() - 1), years) < on
    assert within <= under


@given(start=st.dates(), years=st.integers(0, 200))
def test_an_anniversary_never_fails(start, years):
    assert anniversary(start, years) >= start


def test_reference_days_are_korean_days():
    late_evening_in_utc = datetime(2026, 3, 1, 15, 30, tzinfo=UTC)

    dates = reference_dates(announced_on=date(2026, 2, 20), agreement_on=None, at=late_evening_in_utc)

    assert dates == ReferenceDates(date(2026, 2, 20), date(2026, 3, 2), None)
    assert dates.day(Reference.APPLIED) == date(2026, 3, 2)
    assert dates.day(Reference.ANNOUNCED) == date(2026, 2, 20)
    assert dates.day(Reference.AGREEMENT) is None
