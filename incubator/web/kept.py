"""What is rendered once and shown to many.

Public pages: a rush of visitors costs one look a second, not one rendering each.  A page that has a mark (what the
database says when anything it shows has changed) is made again only when its mark is another one.  Only for people
without a session: what is kept holds nothing personal.  The one-time word of the content policy is cut out of the kept
page and put in fresh for each visitor.

Parts of pages (`{% call kept(name, …) %}`): for what follows from the language and the values named, as the fields of a
filter do.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Flask, Response, current_app, request
from markupsafe import Markup
from wtforms import Form

from incubator.web import clock
from incubator.web.i18n import COOKIE as LANGUAGE
from incubator.web.i18n import chosen_locale
from incubator.web.security import csp_nonce

MOST_PAGES = 300
MOST_PARTS = 1_000
Mark = Callable[[], Hashable]


@dataclass(frozen=True)
class Rendered:
    """A page, and how long it is true if nothing in the database changes; None means: whatever the time."""

    html: str
    until: datetime | None = None


@dataclass(frozen=True)
class _Page:
    """`looked_at`: when it was last known to be as the database has it (monotonic seconds)."""

    looked_at: float
    mark: Hashable
    until: datetime | None
    parts: tuple[str, ...]
    etag: str

    def is_still(self, mark: Hashable) -> bool:
        return self.mark == mark and (self.until is None or clock.now() <= self.until)


class _Shelf:
    seconds: float = 1.0
    pages: OrderedDict[Hashable, _Page] = OrderedDict()  # noqa: RUF012 (one shelf for each process)
    turn = threading.Lock()


class _Parts:
    made: OrderedDict[Hashable, Markup] = OrderedDict()  # noqa: RUF012 (one for each process)


def init_app(app: Flask, *, seconds: float) -> None:
    """How long nobody looks whether a page is still true; 0 looks each time (tests change rows and clock meanwhile)."""
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


def public_page(
    render: Callable[[], Rendered], *, max_age: int = 0, mark: Mark | None = None, asks: tuple[str, ...] | None = None
) -> Response:
    """The page for a visitor, from the shelf when it is fresh, with an ETag: a browser asks only whether it changed.

    `asks` are the words of the address that matter to the page (None: all of them).  For a signed-in person it is
    rendered and never stored anywhere.
    """
    if current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
        return Response(render().html, mimetype="text/html")
    asked = request.full_path if asks is None else tuple(request.args.get(name) for name in asks)
    page = _kept((request.path, asked, chosen_locale()), render, mark)
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


def _kept(key: Hashable, render: Callable[[], Rendered], mark: Mark | None) -> _Page:
    """The page on the shelf while it is fresh; when it is not, one visitor waits for the new one and the others do not."""
    found = _Shelf.pages.get(key)
    if found is not None and time.monotonic() - found.looked_at < _Shelf.seconds:
        return found
    if found is None or time.monotonic() - found.looked_at > 2 * _Shelf.seconds:
        return _looked(key, found, render, mark)
    if not _Shelf.turn.acquire(blocking=False):
        return found
    try:
        return _looked(key, found, render, mark)
    finally:
        _Shelf.turn.release()


def _looked(key: Hashable, found: _Page | None, render: Callable[[], Rendered], mark: Mark | None) -> _Page:
    """The same page when its mark is, a new one otherwise.  The mark is read first: a later change shows next time."""
    now, present = time.monotonic(), mark() if mark else None
    if mark and found is not None and found.is_still(present):
        page = replace(found, looked_at=now)
    else:
        page = _made(render(), present)
    if _Shelf.seconds or mark:
        _Shelf.pages[key] = page
        while len(_Shelf.pages) > MOST_PAGES:
            _Shelf.pages.popitem(last=False)
    return page


def _made(rendered: Rendered, mark: Hashable) -> _Page:
    parts = tuple(rendered.html.split(csp_nonce()))
    return _Page(time.monotonic(), mark, rendered.until, parts, etag_of("".join(parts).encode()))
