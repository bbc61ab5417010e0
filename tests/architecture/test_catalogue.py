"""English is complete: every message of the source has a translation with the same places to fill."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
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
    """What `babel.cfg` finds.  It names the tags of our templates and is not silent: an unread template is an error."""
    with (ROOT / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping)
    found = set()
    for _file, _line, message, _comments, _context in extract_from_dir(
        str(ROOT), methods, options_map=options, keywords=KEYWORDS, directory_filter=_is_ours
    ):
        found |= {message} if isinstance(message, str) else set(message)
    return found - {""}


def _is_ours(folder: str) -> bool:
    path = Path(folder)
    return path == ROOT or path.relative_to(ROOT).parts[0] in (PACKAGE.name, "templates")


@pytest.fixture(scope="module")
def catalogue():
    with (PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return {message.id: message for message in read_po(source, locale="en") if message.id}


def test_the_layouts_are_read():
    assert {"메뉴", "본문으로 바로 가기", "새 공고 받아보기(RSS)"} <= _source()


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
