"""What is rendered once and shown to many.

Public pages: a rush of visitors costs one look a second, not one rendering each.  Only for people without a session: what
is kept holds nothing personal.  The one-time word of the content policy is cut out of the kept page and put in fresh for
each visitor.

Parts of pages (`{% call kept(name, …) %}`): for what follows from the language and the values named, as the fields of a
filter do.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from flask import Flask, Response, current_app, request
from markupsafe import Markup
from wtforms import Form

from incubator.web.i18n import COOKIE as LANGUAGE
from incubator.web.i18n import chosen_locale
from incubator.web.security import csp_nonce

MOST_PAGES = 300
MOST_PARTS = 500


@dataclass(frozen=True)
class _Page:
    made_at: float
    parts: tuple[str, ...]
    etag: str


class _Shelf:
    seconds: float = 1.0
    pages: OrderedDict[tuple[str, str], _Page] = OrderedDict()  # noqa: RUF012 (one shelf for each process)
    turn = threading.Lock()


class _Parts:
    made: OrderedDict[Hashable, Markup] = OrderedDict()  # noqa: RUF012 (one for each process)


def init_app(app: Flask, *, seconds: float) -> None:
    """How long a page is kept; 0 renders each time (tests change rows and clock between two requests)."""
    _Shelf.seconds = seconds
    _Shelf.pages.clear()
    _Parts.made.clear()
    app.jinja_env.globals["kept"] = part
    app.jinja_env.filters["shape"] = shape


def part(*key: Hashable, caller: Callable[[], Markup]) -> Markup:
    """What the block makes, made once for each key and language: the block shows nothing that the key does not say."""
    place = (chosen_locale(), *key)
    found = _Parts.made.get(place)
    if found is None:
        found = _Parts.made[place] = caller()
        while len(_Parts.made) > MOST_PARTS:
            _Parts.made.popitem(last=False)
    return found


def shape(form: Form) -> Hashable:
    """Everything the fields of a form show."""
    return tuple(
        (field.name, field.label.text, repr(field.data), tuple(getattr(field, "choices", ())), repr(field.errors))
        for field in form
    )


def public_page(render: Callable[[], str], *, max_age: int = 0) -> Response:
    """The page for a visitor, from the shelf when it is fresh, with an ETag: a browser asks only whether it changed.

    For a signed-in person it is rendered and never stored anywhere.
    """
    if current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
        return Response(render(), mimetype="text/html")
    page = _kept(render)
    response = Response(csp_nonce().join(page.parts), mimetype="text/html")
    share(response, page.etag, max_age=max_age)
    return response


def share(response: Response, etag: str, *, max_age: int) -> None:
    """Let browsers and caches between keep the answer for so many seconds, then ask by its ETag."""
    response.vary.add("Cookie")
    if LANGUAGE in request.args:
        response.headers["Cache-Control"] = "no-store"
        return
    response.headers["Cache-Control"] = f"public, max-age={max_age}" if max_age else "public, no-cache"
    response.set_etag(etag, weak=True)
    response.make_conditional(request)


def etag_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]


def _kept(render: Callable[[], str]) -> _Page:
    """The page on the shelf while it is fresh; when it is not, one visitor waits for the new one and the others do not."""
    key = (request.full_path, chosen_locale())
    found = _Shelf.pages.get(key)
    if found is not None and time.monotonic() - found.made_at < _Shelf.seconds:
        return found
    if found is None or time.monotonic() - found.made_at > 2 * _Shelf.seconds:
        return _made(key, render)
    if not _Shelf.turn.acquire(blocking=False):
        return found
    try:
        return _made(key, render)
    finally:
        _Shelf.turn.release()


def _made(key: tuple[str, str], render: Callable[[], str]) -> _Page:
    parts = tuple(render().split(csp_nonce()))
    page = _Page(time.monotonic(), parts, etag_of("".join(parts).encode()))
    if _Shelf.seconds:
        _Shelf.pages[key] = page
        while len(_Shelf.pages) > MOST_PAGES:
            _Shelf.pages.popitem(last=False)
    return page
