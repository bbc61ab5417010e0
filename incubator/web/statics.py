"""Own styles and scripts, addressed by their content so that a browser may keep them for a year."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

FOLDER = Path(__file__).parent.parent / "static"
FONTS = Path(__file__).parent.parent / "fonts"


class Strict(StrictUndefined):
    """A name a template does not get is a mistake, not an empty string."""


@cache
def _mark(filename: str, modified: float) -> str:  # noqa: ARG001 (part of the cache's key)
    return hashlib.sha256((FOLDER / filename).read_bytes()).hexdigest()[:12]


def _address(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint == "static" and "v" not in values:
        path = FOLDER / values.get("filename", "")
        if path.is_file():
            values["v"] = _mark(values["filename"], path.stat().st_mtime)


def init_app(app: Flask) -> None:
    app.url_defaults(_address)
