"""Korean time.  Instants are stored in UTC and shown in Korea's standard time, which knows no summer time."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

KST = timezone(timedelta(hours=9), "KST")
WEEKDAYS = "월화수목금토일"


def in_kst(at: datetime) -> datetime:
    """The same instant on a Korean clock.  Raises ValueError for a naive value: it names no instant."""
    if at.tzinfo is None:
        raise ValueError("a naive datetime names no instant")
    return at.astimezone(KST)


def day_in_kst(at: datetime) -> date:
    return in_kst(at).date()


def start_of_day(day: date) -> datetime:
    """00:00 of the Korean day."""
    return datetime.combine(day, time(0), KST)


def end_of_day(day: date) -> datetime:
    """24:00 of the Korean day, that is 00:00 of the next one."""
    return start_of_day(day + timedelta(days=1))


def months_later(day: date, months: int) -> date:
    """The same day so many months later; without such a day, the last day of that month (민법 제160조)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def kst(year: int, month: int, day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, second, tzinfo=KST)


def official_day(day: date) -> str:
    """`2016. 4. 20.(수)`, as official documents write it."""
    return f"{day.year}. {day.month}. {day.day}.({WEEKDAYS[day.weekday()]})"


@lru_cache(maxsize=4_096)  # lists show the same moments again and again
def official_moment(at: datetime, *, seconds: bool = False) -> str:
    """`2016. 4. 20.(수) 18:00` on the Korean clock."""
    local = in_kst(at)
    clock = f"{local:%H:%M:%S}" if seconds else f"{local:%H:%M}"
    return f"{official_day(local.date())} {clock}"


def official_until(at: datetime) -> str:
    """The end of a term: midnight belongs to the day that ends with it, `2016. 4. 27.(수) 24:00`."""
    local = in_kst(at)
    if (local.hour, local.minute, local.second) != (0, 0, 0):
        return official_moment(at)
    return f"{official_day(local.date() - timedelta(days=1))} 24:00"


_OFFICIAL = re.compile(r"(\d{4})\. (\d{1,2})\. (\d{1,2})\.\([월화수목금토일]\)( \d{2}:\d{2}(?::\d{2})?)?", re.ASCII)
ENGLISH_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ENGLISH_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def english_when(words: str) -> str:
    """`20 Apr 2016 (Wed) 18:00 KST` for what `official_day` or `official_moment` wrote; other words stay as they are."""
    found = _OFFICIAL.fullmatch(words)
    if not found:
        return words
    day = date(int(found[1]), int(found[2]), int(found[3]))
    clock = f"{found[4]} KST" if found[4] else ""
    return f"{day.day} {_ENGLISH_MONTHS[day.month]} {day.year} ({ENGLISH_DAYS[day.weekday()]}){clock}"


_DATE = re.compile(
    r"(\d{4})(?:\s{0,2}[-./년]\s{0,2}|\s)(\d{1,2})(?:\s{0,2}[-./월]\s{0,2}|\s)(\d{1,2})\s{0,2}[일.]?", re.ASCII
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200


def parse_date(raw: str) -> date:
    """`2016-04-20`, `2016. 4. 20.`, `20160420`, also in full-width digits.  Raises ValueError otherwise."""
    plain = unicodedata.normalize("NFKC", raw).strip()
    found = _COMPACT.fullmatch(plain) or _DATE.fullmatch(plain)
    if not found:
        raise ValueError("not a date")
    day = date(*(int(part) for part in found.groups()))
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        raise ValueError("a year nobody means")
    return day
