"""Calls for machines: a calendar file of one call, feeds of the newest calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import feedgenerator
from icalendar import Calendar, Event
from sqlalchemy import Row

from incubator.core.text import text
from incubator.programs.models import Round
from incubator.programs.pages.words import worded
from incubator.programs.workflow import RoundState
from incubator.web.filters import moment
from incubator.web.i18n import tr

SEOUL = ZoneInfo("Asia/Seoul")
HEAD = {"prodid": "-//Gyeongnam CCEI//Incubator//KO", "version": "2.0", "method": "PUBLISH"}
MARK = timedelta(minutes=30)
"""How long an instant lasts in a calendar, so that it can be seen."""


def calendar_file(shown: Round, *, sequence: int, url: str, locale: str) -> bytes:
    """Opening, deadline and every row of the schedule as events, with the time zone described (RFC 5545)."""
    title = worded(shown.title, shown.title_en, locale).words
    calendar = Calendar()
    for name, value in HEAD.items():
        calendar.add(name, value)
    calendar.add("x-wr-calname", title)
    for key, words, starts, ends in _dates(shown, locale):
        event = Event()
        event.add("uid", f"{shown.id}-{key}@incubator")
        event.add("dtstamp", shown.updated_at or shown.published_at or shown.created_at)
        event.add("sequence", sequence)
        event.add("summary", f"{words} – {title}")
        event.add("dtstart", starts)
        event.add("dtend", ends)
        event.add("url", url)
        if shown.state is RoundState.CANCELLED:
            event.add("status", "CANCELLED")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _dates(shown: Round, locale: str) -> Iterator[tuple[str, str, date | datetime, date | datetime]]:
    """(key, words, from, until) of each date of the call."""
    opens, closes = shown.opens_at.astimezone(SEOUL), shown.closes_at.astimezone(SEOUL)
    yield "opens", tr(text("접수 시작")), opens, opens + MARK
    yield "closes", tr(text("접수 마감")), closes - MARK, closes
    for number, row in enumerate(shown.schedule):
        if not _is_reception(row, shown):
            starts, ends = _span(row["starts"], row.get("ends"))
            yield f"row{number}", worded(row["label"], row.get("label_en", ""), locale).words, starts, ends


def _is_reception(row: dict[str, Any], shown: Round) -> bool:
    """The row that only repeats opening and deadline."""
    starts = _instant(row["starts"])
    return isinstance(starts, datetime) and starts == shown.opens_at


def _instant(raw: str) -> date | datetime:
    at = datetime.fromisoformat(raw)
    return at.date() if at.tzinfo is None else at.astimezone(SEOUL)


def _span(starts: str, ends: str | None) -> tuple[date | datetime, date | datetime]:
    """Whole days end with the next one; an instant gets a length that can be seen."""
    first = _instant(starts)
    last = _instant(ends) if ends else first
    if isinstance(first, datetime) and isinstance(last, datetime):
        return first, last if last > first else first + MARK
    first_day = first.date() if isinstance(first, datetime) else first
    last_day = last.date() if isinstance(last, datetime) else last
    return first_day, last_day + timedelta(days=1)


FEEDS: dict[str, tuple[type[Any], str]] = {
    "atom": (feedgenerator.Atom1Feed, "application/atom+xml"),
    "rss": (feedgenerator.Rss201rev2Feed, "application/rss+xml"),
}


def feed(rows: Sequence[Row[Any]], *, kind: str, base_url: str, locale: str) -> bytes:
    """The newest calls.  Addresses come from the settings, never from the request's host."""
    maker, _ = FEEDS[kind]
    written = maker(
        title=tr(text("경남창조경제혁신센터 모집 공고")),
        link=f"{base_url}/calls",
        description=tr(text("새로 나온 창업 지원 공고를 알려 드립니다.")),
        language=locale,
        feed_url=f"{base_url}/calls/feed.{kind}",
    )
    for row in rows:
        link = f"{base_url}/calls/{row.id}"
        window = tr(text("접수 기간: %(opens)s ~ %(closes)s", opens=moment(row.opens_at), closes=moment(row.closes_at)))
        written.add_item(
            title=worded(row.title, row.title_en, locale).words,
            link=link,
            description=f"{worded(row.summary, row.summary_en, locale).words}\n{window}",
            pubdate=row.published_at,
            updateddate=row.updated_at or row.published_at,
            unique_id=f"urn:uuid:{row.id}",
            unique_id_is_permalink=False,
        )
    content: bytes = written.writeString("utf-8").encode()
    return content
