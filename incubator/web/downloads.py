"""Serving a stored file after its slice has asked its own policy."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePath
from urllib.parse import quote

from flask import Response

# Controls, quotes and slashes; marks that turn the direction of reading or break a line; halves of a letter.
_STRANGE = re.compile('[\x00-\x1f\x7f-\x9f"\\\\/\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')


def _plain_letters(part: str) -> str:
    return part.encode("ascii", "ignore").decode().strip(" _-()") or "file"


SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'self'"
SHOWN_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def file_response(
    *, chunks: Iterable[bytes], name: str, media_type: str, size: int | None = None, inline: bool = False
) -> Response:
    """An attachment (or an inline PDF or picture) under its Korean name, RFC 6266, in a sandbox without scripts.

    A PDF that is shown is outside the sandbox: browsers show none inside one.  Its viewer runs no script of our pages.
    """
    plain = _STRANGE.sub("_", name).strip() or "file"
    # For programs that read only the old form of the header: what is left of the name without Korean letters.
    parts = PurePath(plain).stem, PurePath(plain).suffix.removeprefix(".")
    ascii_name = ".".join(_plain_letters(part) for part in parts if part)
    kind = "inline" if inline and media_type in ("application/pdf", "image/png", "image/jpeg") else "attachment"
    response = Response(chunks, mimetype=media_type)
    response.headers["Content-Disposition"] = (
        f"{kind}; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(plain, safe='')}"
    )
    is_shown_pdf = kind == "inline" and media_type == "application/pdf"
    response.headers["Content-Security-Policy"] = SHOWN_PDF if is_shown_pdf else SANDBOX
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "no-store"
    if size is not None:
        response.headers["Content-Length"] = str(size)
    return response
