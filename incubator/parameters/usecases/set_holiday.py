"""The centre says of a day that it is off, or that it is worked."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.dates import EARLIEST_YEAR, LATEST_YEAR
from incubator.core.errors import Invalid, RuleBroken, Stale
from incubator.core.text import Text, text
from incubator.core.typed import one_spelling, problem_of
from incubator.db.changes import changes_of
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.parameters import policy, queries
from incubator.parameters.events import HolidaySet
from incubator.parameters.models import Holiday
from incubator.ports.almanac import statutory_days

MOST = {"name": 60, "name_en": 60, "note": 300}
SUNDAY = 6


def set_holiday(*, actor: Actor, day: date, is_off: bool, name: str, name_en: str, note: str, now: datetime) -> UUID:
    """Counts for every term computed from now on; terms already told to people stay as they were told.

    One word for one day: a second replaces the first.  Raises Forbidden, Invalid, RuleBroken (it says nothing new),
    Stale (two at once).
    """
    policy.may_set_holiday(actor).enforce()
    words = _read({"name": name, "name_en": name_en, "note": note})
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise Invalid(text("연도를 확인해 주세요."), field="day")
    is_statutory = day in statutory_days(day.year)
    with unit_of_work() as work:
        row = queries.find_holiday_for_change(work.session, day)
        if row is None and is_off and (is_statutory or day.weekday() == SUNDAY):
            raise RuleBroken(text("이미 쉬는 날입니다."), field="day")
        if row is None and not is_off and not is_statutory:
            raise RuleBroken(text("쉬는 날이 아니라서 ‘일하는 날’로 바꿀 것이 없습니다."), field="day")
        if row is None:
            row = Holiday(day=day)
            work.session.add(row)
        row.is_off, row.name, row.name_en, row.note = is_off, words["name"], words["name_en"], words["note"]
        row.set_by, row.set_at = actor.user_id, now
        changes = changes_of(row)
        _flush(work)
        work.record(
            HolidaySet(
                stamp=actor.stamp(now), reason=row.note, holiday_id=row.id, day=day, is_off=is_off, title=row.name
            ),
            changes=changes,
        )
        return row.id


def _read(raw: dict[str, str]) -> dict[str, str]:
    """The words in one spelling.  Raises Invalid with every problem at its field."""
    words = {key: one_spelling(value) for key, value in raw.items()}
    problems: dict[str, tuple[Text, ...]] = {}
    for key, most in MOST.items():
        problem = problem_of(words[key], most=most)
        if not words[key] and key != "name_en":
            problem = text("입력해 주세요.")
        if problem:
            problems[key] = (problem,)
    if problems:
        raise Invalid(text("고쳐야 할 칸이 있습니다."), problems=problems)
    return words


def _flush(work: Work) -> None:
    try:
        work.session.flush()
    except IntegrityError as error:  # two set the same day at once: the faster one has set it
        raise Stale(
            text("방금 다른 관리자가 같은 날을 정했습니다."), how=text("목록에서 확인하신 뒤 다시 눌러 주세요.")
        ) from error
