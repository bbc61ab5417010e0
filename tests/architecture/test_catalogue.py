"""English is complete: every message of the source has a translation with the same places to fill."""

from __future__ import annotations

import re

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.architecture.house import PACKAGE, ROOT

KEYWORDS = {"text": None, "later": None, "_": None, "gettext": None}
PLACES = re.compile(r"%\((\w+)\)([sd])")
HANGUL = re.compile(r"[가-힣]")
QUOTED = {
    # Examples of what to type, and words the program itself reads.
    "Example:", "e.g.", "for example", "주식회사", "(주)", "신청", "법인사업자", "본관",
}  # fmt: skip


def _source() -> set[str]:
    method_map = [("incubator/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.txt", "jinja2")]
    found = set()
    for folder in (PACKAGE, ROOT / "templates"):
        local = [
            (pattern.split("/", 1)[1], method) for pattern, method in method_map if pattern.startswith(folder.name)
        ]
        for _file, _line, message, _comments, _context in extract_from_dir(str(folder), local, keywords=KEYWORDS):
            found |= {message} if isinstance(message, str) else set(message)
    return found - {""}


@pytest.fixture(scope="module")
def catalogue():
    with (PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return {message.id: message for message in read_po(source, locale="en") if message.id}


def test_every_message_is_translated(catalogue):
    missing = sorted(message for message in _source() if message not in catalogue or not catalogue[message].string)

    assert missing == []


def test_no_translation_is_left_over_or_doubtful(catalogue):
    source = _source()

    assert sorted(key for key, message in catalogue.items() if key not in source or message.fuzzy) == []


def test_translations_keep_the_places_to_fill(catalogue):
    wrong = {
        key: message.string
        for key, message in catalogue.items()
        if sorted(PLACES.findall(key)) != sorted(PLACES.findall(message.string))
        or key.count("%%") != message.string.count("%%")
    }

    assert wrong == {}


def test_no_korean_is_left_in_english(catalogue):
    left = {
        key: message.string
        for key, message in catalogue.items()
        if HANGUL.search(message.string) and not any(word in message.string for word in QUOTED)
    }

    assert left == {}
