"""Own styles and scripts, addressed by their content so that a browser may keep them for a year."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, request, url_for
from jinja2 import StrictUndefined
from whitenoise import WhiteNoise

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

FOLDER = Path(__file__).parent.parent / "static"
KEPT_A_MONTH = (".woff2", ".svg", ".png")
"""Named by styles, which cannot carry the hash; they change with a release of the design system at most."""
SAFE_HEADERS = (("X-Content-Type-Options", "nosniff"), ("Cross-Origin-Resource-Policy", "same-origin"))
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


class _Addresses:
    """Kept after the first time where files do not change under a running program."""

    known: dict[tuple[str, str], str] = {}  # noqa: RUF012 (one for each process)
    are_kept = True


def static_url(filename: str) -> str:
    """The address of a file, with the hash of its content: a page names more than a dozen."""
    key = (request.script_root, filename)
    found = _Addresses.known.get(key)
    if found is None:
        found = url_for("static", filename=filename)
        if _Addresses.are_kept:
            _Addresses.known[key] = found
    return found


def _keep(path: str, query: str) -> str:
    """How long a browser may keep a file: a year by its hash, a month for fonts and pictures, else ask each time."""
    if query.startswith("v="):
        return "public, max-age=31536000, immutable"
    return "public, max-age=2592000" if path.endswith(KEPT_A_MONTH) else "no-cache"


class Files:
    """WhiteNoise, told how long a browser may keep what it gets.

    Scripts import one another without the hash; those are asked for again each time and answered 304.
    """

    def __init__(self, inner: WSGIApplication, *, autorefresh: bool) -> None:
        self.noise = WhiteNoise(
            inner, root=str(FOLDER), prefix="static/", max_age=0, autorefresh=autorefresh, allow_all_origins=False
        )

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if not environ["PATH_INFO"].startswith("/static/"):
            return self.noise.application(environ, start_response)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            fresh = [(name, value) for name, value in headers if name.lower() != "cache-control"]
            keep = _keep(environ["PATH_INFO"], environ.get("QUERY_STRING", ""))
            return start_response(status, [*fresh, ("Cache-Control", keep), *SAFE_HEADERS], *rest)

        return self.noise(environ, start)


def init_app(app: Flask, *, autorefresh: bool) -> None:
    """Address static files by content and serve them before the application is asked."""
    app.url_defaults(_address)
    app.jinja_env.globals["static_url"] = static_url
    _Addresses.known.clear()
    _Addresses.are_kept = not autorefresh
    app.wsgi_app = Files(app.wsgi_app, autorefresh=autorefresh)  # type: ignore[method-assign]  # the documented way to wrap
