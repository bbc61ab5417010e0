"""Terms after the decision: objection, answer, waiting list, replies (domain.md §2.5, §4.8).

The first day does not count (민법 제157조); a term that would end on a Saturday or a day off ends on the next working day
(민법 제161조) at 24:00 of Korea.  Lengths and days off are arguments.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from incubator.core.dates import day_in_kst, end_of_day, months_later
from incubator.core.working_days import last_day_of_term

OBJECTION_DAYS = 6
ANSWER_DAYS = 30
WAITING_MONTHS = 2


@dataclass(frozen=True)
class Term:
    """`first_day` is day 1, `last_day` the day it may be done on for the last time, `ends_at` 24:00 of that day."""

    starts_at: datetime
    first_day: date
    last_day: date
    ends_at: datetime

    def takes(self, at: datetime) -> bool:
        """Whether something done at that instant is in time; what is done on the day of delivery is."""
        return self.starts_at <= at < self.ends_at


def term_from(starts_at: datetime, days: int, off: Collection[date]) -> Term:
    """So many calendar days from the day after.  Raises ValueError for a naive instant or fewer than one day."""
    if days < 1:
        raise ValueError("a term has at least one day")
    day = day_in_kst(starts_at)
    last = last_day_of_term(day, days, off)
    return Term(starts_at, day + timedelta(days=1), last, end_of_day(last))


def objection_term(delivered_at: datetime, off: Collection[date], days: int = OBJECTION_DAYS) -> Term:
    """Delivered on Monday 2026-04-20, day 6 is Sunday the 26th: until Monday 2026-04-27 24:00."""
    return term_from(delivered_at, days, off)


def answer_term(received_at: datetime, off: Collection[date], days: int = ANSWER_DAYS) -> Term:
    """An objection is answered within this term after it was received."""
    return term_from(received_at, days, off)


def waiting_ends_at(agreement_starts_on: date, months: int = WAITING_MONTHS) -> datetime:
    """24:00 of the last day on which somebody waiting may be promoted.

    The limit is hard: it is not moved for a weekend, since a later promotion could be contested.
    """
    return end_of_day(months_later(agreement_starts_on, months))


def reply_term(asked_at: datetime, days: int, off: Collection[date], *, not_after: datetime | None = None) -> Term:
    """The term to answer an offer; it never outlasts `not_after` (24:00 of a day), whatever the days off."""
    term = term_from(asked_at, days, off)
    if not_after is None or term.ends_at <= not_after:
        return term
    last = day_in_kst(not_after - timedelta(microseconds=1))
    return Term(asked_at, term.first_day, last, not_after)
