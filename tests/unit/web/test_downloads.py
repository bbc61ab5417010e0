"""Whatever a file is called, the header is legal, says the Korean name, and no browser runs it."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from flask import Flask
from werkzeug.http import parse_options_header

from incubator.web.downloads import file_response

NAMES = (
    "사업계획서.pdf",
    "사업계획서 최종 (진짜).hwp",
    "金哲洙 履歷書.docx",
    "ascii.pdf",
    "with space.pdf",
    "with,comma.pdf",
    "with;semicolon.pdf",
    'with"quote.pdf',
    "with'apostrophe.pdf",
    "with\\backslash.pdf",
    "with/slash.pdf",
    "../../etc/passwd",
    "C:\\Windows\\system.ini",
    "line\r\nSet-Cookie: stolen=1.pdf",
    "line\nbreak.pdf",
    "nul\0.pdf",
    "tab\t.pdf",
    "\x1b[31mred.pdf",
    "del\x7f.pdf",
    "percent%20.pdf",
    "percent%.pdf",
    "100%done.xlsx",
    "utf-8''사칭.pdf",
    "filename*=UTF-8''x.pdf",
    "emoji😀.png",
    "family👨\u200d👩\u200d👧.jpg",
    "right\u202eto\u202cleft.pdf",
    "\u2028line separator.pdf",
    "combining e\u0301.pdf",
    "한글자모.hwp",
    "쀍펲똠방각하.hwp",
    "㈜가온.pdf",
    "Ünïcödé.pdf",
    "Я.pdf",
    "عربى.pdf",
    "   spaces   .pdf",
    ".hidden",
    "no extension",
    "",
    " ",
    "\ufeffbom.pdf",
    "가" * 150 + ".pdf",
    "lone\ud800surrogate.pdf",
)


@pytest.fixture
def app() -> Flask:
    return Flask(__name__)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_gives_a_legal_header(name: str, app: Flask) -> None:
    with app.test_request_context():
        response = file_response(chunks=[b"x"], name=name, media_type="application/pdf", size=1)
        header = response.headers["Content-Disposition"]

    assert re.fullmatch(r'attachment; filename="[\x20\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8\'\'[\w.~%-]+', header)
    told = unquote(header.rpartition("''")[2])
    assert parse_options_header(header)[0] == "attachment"
    assert not set(told) & set('/\\\r\n\0"\x7f\x1b\u202e\u2028')
    assert told.strip()


@pytest.mark.parametrize(
    "name", ["사업계획서 최종 (진짜).hwp", "金哲洙 履歷書.docx", "100%done.xlsx", "with;semicolon.pdf"]
)
def test_a_name_arrives_as_it_was(name: str, app: Flask) -> None:
    with app.test_request_context():
        header = file_response(chunks=[], name=name, media_type="application/pdf").headers["Content-Disposition"]

    assert unquote(header.rpartition("''")[2]) == name


@pytest.mark.parametrize(
    ("media_type", "inline", "shown"),
    [
        ("application/pdf", True, "inline"),
        ("image/png", True, "inline"),
        ("image/jpeg", True, "inline"),
        ("application/pdf", False, "attachment"),
        ("text/html", True, "attachment"),
        ("image/svg+xml", True, "attachment"),
        ("application/x-hwp", True, "attachment"),
    ],
)
def test_only_harmless_kinds_are_shown_in_the_page(media_type: str, inline: bool, shown: str, app: Flask) -> None:
    with app.test_request_context():
        response = file_response(chunks=[], name="가.pdf", media_type=media_type, inline=inline)

    assert response.headers["Content-Disposition"].startswith(shown)
    assert response.mimetype == media_type


def test_a_file_is_sandboxed_and_not_kept_by_caches(app: Flask) -> None:
    with app.test_request_context():
        headers = file_response(chunks=[], name="가.pdf", media_type="application/pdf", size=7).headers

    assert headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Length"] == "7"
