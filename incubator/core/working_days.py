"""Working days.  Which days are off is told by the caller, so that this knows neither a country nor a table."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

SATURDAY = 5
LONGEST_REST = 60
"""Days off in a row that are believed; more is a mistake of the calendar, not a rest."""


def is_working_day(day: date, off: Collection[date]) -> bool:
    """Neither Saturday nor Sunday nor one of the days off."""
    return day.weekday() < SATURDAY and day not in off


def working_day_from(day: date, off: Collection[date]) -> date:
    """The day itself when it is a working day, else the next one (민법 제161조).

    Raises ValueError when `off` leaves no working day for two months.
    """
    for step in range(LONGEST_REST):
        found = day + timedelta(days=step)
        if is_working_day(found, off):
            return found
    raise ValueError("no working day for two months")


def working_days_later(day: date, count: int, off: Collection[date]) -> date:
    """The `count`-th working day after `day`; the day itself does not count (민법 제157조).  `count` is not negative."""
    if count < 0:
        raise ValueError("working days are counted forward")
    found = day
    for _ in range(count):
        found = working_day_from(found + timedelta(days=1), off)
    return found


def last_day_of_term(day: date, days: int, off: Collection[date]) -> date:
    """The last day of a term of so many calendar days that begins the day after `day`.

    A term that would end on a Saturday or a day off ends on the next working day (민법 제157조, 제161조): told on
    2026-04-20, six days end on Sunday 26th, so on Monday 2026-04-27 at 24:00.
    """
    return working_day_from(day + timedelta(days=days), off)
