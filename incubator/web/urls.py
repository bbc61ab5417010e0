"""Where to go next: only to a path of our own."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import request


def safe_next(default: str) -> str:
    """`?next=` when it is a local path, else the default: nobody is led to another site."""
    target = request.values.get("next", "")
    parts = urlsplit(target)
    is_local = target.startswith("/") and not target.startswith(("//", "/\\")) and not parts.netloc and not parts.scheme
    plain = "\\" not in target and "\n" not in target and "\r" not in target and "\t" not in target
    return target if is_local and plain else default
