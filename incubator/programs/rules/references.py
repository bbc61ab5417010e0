"""The days a condition may be measured on, and how full years are counted.

A period of years ends on the day before the same day of the last year; without such a day, at the end of that month
(민법 제160조).  So somebody born on 29 February has completed a year at the end of 28 February: on 1 March.
"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from incubator.core.dates import day_in_kst

LEAP_DAY = (2, 29)


class Reference(StrEnum):
    ANNOUNCED = "announced"
    APPLIED = "applied"
    AGREEMENT = "agreement"


@dataclass(frozen=True)
class ReferenceDates:
    """`agreement_on` is None while no day is planned."""

    announced_on: date
    applied_on: date
    agreement_on: date | None = None

    def day(self, reference: Reference) -> date | None:
        if reference is Reference.ANNOUNCED:
            return self.announced_on
        return self.applied_on if reference is Reference.APPLIED else self.agreement_on


def reference_dates(*, announced_on: date, agreement_on: date | None, at: datetime) -> ReferenceDates:
    """`applied_on` is the Korean day of `at`."""
    return ReferenceDates(announced_on, day_in_kst(at), agreement_on)


def anniversary(start: date, years: int) -> date:
    """The first day on which that many full years have passed since `start`."""
    year = start.year + years
    if year > date.max.year:
        return date.max
    if (start.month, start.day) == LEAP_DAY and not isleap(year):
        return date(year, 3, 1)
    return start.replace(year=year)


def full_years(start: date, on: date) -> int:
    """Full years passed from `start` until that day: a person's 만 나이, a company's age."""
    years = on.year - start.year
    return years if anniversary(start, years) <= on else years - 1


def earliest_start_under(years: int, on: date) -> date:
    """The earliest start that is still *less than* so many years old on that day (미만).

    2021-03-02 and 7 years give 2014-03-03, as printed in a real notice.
    """
    return _first_day(lambda start: anniversary(start, years) > on, on, years)


def earliest_start_within(years: int, on: date) -> date:
    """The earliest start that is *at most* so many years old on that day (이내): 2014-03-02 for the same notice."""
    return _first_day(lambda start: anniversary(start, years) >= on, on, years)


def latest_start_reaching(years: int, on: date) -> date:
    """The latest start that is *at least* so many years old on that day (이상)."""
    return earliest_start_under(years, on) - timedelta(days=1)


def latest_start_beyond(years: int, on: date) -> date:
    """The latest start that is *more than* so many years old on that day (초과)."""
    return earliest_start_within(years, on) - timedelta(days=1)


def _first_day(qualifies: Callable[[date], bool], on: date, years: int) -> date:
    year = max(on.year - years, date.min.year + 1)
    day = date(year, on.month, min(on.day, 28)) - timedelta(days=2)
    while not qualifies(day):
        day += timedelta(days=1)
    return day
