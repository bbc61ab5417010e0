"""Half-open spans of time: the end belongs to the next one."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, timedelta


@dataclass(frozen=True)
class Period:
    """From `starts_at` (in) to `ends_at` (out).  Raises ValueError when it would be empty or reversed."""

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise ValueError("a period ends after it starts")

    def holds(self, at: datetime) -> bool:
        return self.starts_at <= at < self.ends_at

    def overlaps(self, other: Period) -> bool:
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


def next_business_day(day: date, holidays: Container[date]) -> date:
    """The day itself when it is a working day, else the next one (민법 제161조)."""
    while day.weekday() >= 5 or day in holidays:
        day += timedelta(days=1)
    return day
