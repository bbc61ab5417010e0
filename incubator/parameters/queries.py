"""Reading policy numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.accounts.models import User
from incubator.core.books import Book, Named
from incubator.core.errors import NotFound, or_not_found
from incubator.parameters.models import Holiday, Parameter
from incubator.parameters.rules import DEFAULTS, ParameterRule
from incubator.ports.almanac import statutory_days


def value(session: Session, key: str, *, on: date) -> int:
    """The number in force on that day.  Raises KeyError for a key nobody declared."""
    rule = DEFAULTS[key]
    found = session.scalar(
        select(Parameter.value)
        .where(Parameter.key == key, Parameter.effective_on <= on)
        .order_by(Parameter.effective_on.desc())
        .limit(1)
    )
    return rule.default if found is None else found


def get_rule(key: str) -> ParameterRule:
    """Raises NotFound."""
    if key not in DEFAULTS:
        raise NotFound
    return DEFAULTS[key]


def find_row_for_change(session: Session, key: str, effective_on: date) -> Parameter | None:
    """Locked."""
    return session.scalar(
        select(Parameter).where(Parameter.key == key, Parameter.effective_on == effective_on).with_for_update()
    )


def list_rows(session: Session, key: str | None = None) -> Sequence[Parameter]:
    """Every value ever set, newest effect first; of one key when it is given."""
    statement = select(Parameter).order_by(Parameter.key, Parameter.effective_on.desc())
    return session.scalars(statement.where(Parameter.key == key) if key else statement).all()


def list_history(session: Session, key: str) -> Sequence[Any]:
    """`(Parameter, name of who set it)`, newest effect first."""
    statement = select(Parameter, User.name).outerjoin(User, User.id == Parameter.set_by).where(Parameter.key == key)
    return session.execute(statement.order_by(Parameter.effective_on.desc())).all()


@dataclass(frozen=True)
class DayOff:
    """One day of the calendar.  `row_id` when the centre has said something of it; `is_statutory` when the law has."""

    day: date
    name: str
    name_en: str
    is_off: bool
    is_statutory: bool
    note: str = ""
    row_id: UUID | None = None


def list_days(session: Session, year: int) -> list[DayOff]:
    """Statutory days and the centre's own, in order; the centre's word counts."""
    law = statutory_days(year)
    days = {day: DayOff(day, *names, is_off=True, is_statutory=True) for day, names in law.items()}
    first, last = date(year, 1, 1), date(year, 12, 31)
    for row in session.scalars(select(Holiday).where(Holiday.day.between(first, last))):
        days[row.day] = DayOff(row.day, row.name, row.name_en, row.is_off, row.day in law, row.note, row.id)
    return [days[day] for day in sorted(days)]


def days_off(session: Session, first: date, last: date) -> frozenset[date]:
    """Every day off from `first` to `last`, both included, besides Saturdays and Sundays: for `core.working_days`."""
    years = range(first.year, last.year + 1)
    law = {day for year in years for day in statutory_days(year)}
    for row in session.scalars(select(Holiday).where(Holiday.day.between(first, last))):
        law = law | {row.day} if row.is_off else law - {row.day}
    return frozenset(day for day in law if first <= day <= last)


def find_holiday_for_change(session: Session, day: date) -> Holiday | None:
    """Locked."""
    return session.scalar(select(Holiday).where(Holiday.day == day).with_for_update())


def get_holiday_for_change(session: Session, holiday_id: UUID) -> Holiday:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(Holiday, holiday_id, with_for_update=True))


def _numbers(session: Session, ids: Sequence[UUID]) -> dict[UUID, Named]:
    rows = session.execute(select(Parameter.id, Parameter.key).where(Parameter.id.in_(ids)))
    known = ((row_id, key) for row_id, key in rows if key in DEFAULTS)
    return {row_id: Named(DEFAULTS[key].label, f"/staff/parameters/{key}") for row_id, key in known}


def _find_numbers(session: Session, words: str) -> Sequence[UUID]:
    keys = [rule.key for rule in DEFAULTS.values() if words in str(rule.label)]
    return session.scalars(select(Parameter.id).where(Parameter.key.in_(keys))).all()


def _holidays(session: Session, ids: Sequence[UUID]) -> dict[UUID, Named]:
    rows = session.execute(select(Holiday.id, Holiday.name, Holiday.day).where(Holiday.id.in_(ids)))
    return {row_id: Named(name, f"/staff/holidays?year={day.year}") for row_id, name, day in rows}


def _find_holidays(session: Session, words: str) -> Sequence[UUID]:
    return session.scalars(select(Holiday.id).where(Holiday.name.contains(words, autoescape=True))).all()


BOOKS = (Book("parameter", _numbers, _find_numbers), Book("holiday", _holidays, _find_holidays))
