"""On English pages every word of the program is English; Korean stands only in what people and the centre have written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from incubator.db.base import Base
from incubator.db.session import session_now
from tests.journeys.centre import a_centre
from tests.journeys.test_every_page_is_accessible import PEOPLE

HANGUL = re.compile("[가-힣ㄱ-ㆎ]")
OURS = (
    "header, footer, h1, h2, h3, legend, label, button, th, dt, summary, .tag, .task__status, .page-head__meta, .steps"
)
WRITTEN = f"""() => [...document.querySelectorAll("title, {OURS.replace('"', "'")}")]
  .filter(one => !one.closest("[lang=ko]:not(html)"))
  .map(one => {{
    const copy = one.cloneNode(true);
    for (const part of copy.querySelectorAll("[lang=ko], template, option")) part.remove();
    return copy.textContent.replace(/\\s+/g, " ").trim();
  }})"""
MASKED = re.compile("[가-힣][*]+[가-힣]?")
"""A name of somebody whom the reader may not see in full."""
SHORTEST = 2
IN_ITSELF = ("한국어", "예")
"""A language by its own name; an answer of one letter in a form of the centre."""
OF_THE_HOUSE = frozenset({"audit_entries", "outbox_messages"})
"""Tables in which the program writes to itself."""


@pytest.fixture
def centre(app, deliver, mails):
    return a_centre(deliver, mails)


@pytest.mark.parametrize("who", PEOPLE)
def test_english_pages_are_english(app, device, centre, who):
    page = device(centre.person(who), locale="en")
    known = written_in_the_centre()
    left: dict[str, list[str]] = {}
    for address in centre.addresses(app, who):
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == "en"
        found = {words for words in page.evaluate(WRITTEN) if HANGUL.search(without(known, words))}
        if found:
            left[address] = sorted(found)
    assert left == {}


def without(known: list[str], words: str) -> str:
    for one in (*known, *IN_ITSELF):
        words = words.replace(one, "")
    return MASKED.sub("", words)


def written_in_the_centre() -> list[str]:
    """Every Korean text that stands in the database: names, titles, answers, letters.  The longest first."""
    found: set[str] = set()
    session = session_now()
    for table in Base.metadata.sorted_tables:
        if table.name not in OF_THE_HOUSE:
            for row in session.execute(select(table)):
                for value in row:
                    found |= set(_texts(value))
    session.rollback()
    return sorted(found, key=len, reverse=True)


def _texts(value: Any) -> Iterator[str]:
    """As a page writes it: one space for any white space."""
    if isinstance(value, str):
        words = " ".join(value.split())
        if len(words) >= SHORTEST and HANGUL.search(words):
            yield words
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
