"""Where to go next: only to a path of our own."""

from __future__ import annotations

import unicodedata
from urllib.parse import unquote, urlsplit

from flask import request


def safe_next(default: str) -> str:
    """`?next=` when it is a local path, else the default: nobody is led to another site."""
    return local_or(request.values.get("next", ""), default)


def local_or(target: str, default: str) -> str:
    """The target when it is a path of ours, else the default."""
    return target if _is_local(target) else default


def _is_local(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    if parts.scheme or parts.netloc or not target.startswith("/"):
        return False
    # Browsers read a backslash as a slash and drop control characters; some proxies decode once more.
    for form in (target, unquote(target.partition("?")[0])):
        if form.startswith("//") or "\\" in form or any(unicodedata.category(char) in ("Cc", "Cf") for char in form):
            return False
    return True


def page_number() -> int:
    """`?page=`, from 1; whatever is no number means the first page."""
    raw = request.args.get("page", "1")
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 10 else 1
