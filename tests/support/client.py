"""The test client: a browser without a screen that refuses bad pages.

* Every HTML answer is parsed; a page with mistakes, without exactly one heading and title, or with unlabelled fields
  fails the test that asked for it.
* A request that leaves changes uncommitted fails its test.
* Each request runs outside the test's own application context: Flask-Login keeps the person in `g`, and one context
  held across requests would keep the first person signed in for all (its issue 704).
"""

from __future__ import annotations

import contextvars
import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.globals import app_ctx
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from incubator.db.session import db
from tests.support.html import Document

SAFE = {"GET", "HEAD", "OPTIONS"}
REDIRECTS = range(300, 400)


class Response(TestResponse):
    """An answer; `html` is its parsed page."""

    @property
    def html(self) -> Document:
        if not hasattr(self, "_document"):
            assert self.mimetype == "text/html", f"{self.request.path} answered {self.mimetype}"
            self._document = Document(self.get_data(as_text=True))
        return self._document


class Client(FlaskClient):
    """Signed in by the fixture `client_as`, or nobody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.response_wrapper = type("PageResponse", (Response, self.application.response_class), {})

    def open(self, *args: Any, csrf: bool = True, **kwargs: Any) -> Response:
        """Send a request; unsafe ones carry a valid cross-site token unless `csrf=False`."""
        args = (_path(args[0]), *args[1:]) if args and isinstance(args[0], str) else args
        kwargs["buffered"] = True  # the whole answer is made inside the request's own context
        if csrf and kwargs.get("method", "GET").upper() not in SAFE:
            headers = dict(kwargs.get("headers") or {})
            headers.setdefault("X-CSRFToken", self.csrf_token())
            kwargs["headers"] = headers
        _forget_what_was_read()
        response = contextvars.Context().run(super().open, *args, **kwargs)
        _forget_what_was_read()
        assert isinstance(response, Response)
        if response.mimetype == "text/html" and response.status_code not in REDIRECTS and response.data:
            problems = response.html.problems
            assert problems == [], f"{response.request.method} {response.request.path} is a bad page: {problems}"
        return response

    def csrf_token(self) -> str:
        """A token of this client's session, as its pages carry."""
        return contextvars.Context().run(self._csrf_token)

    def _csrf_token(self) -> str:
        with self.session_transaction() as cookie:
            raw = cookie.setdefault("csrf_token", secrets.token_hex(20))
        signed = URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token").dumps(raw)
        return str(signed)

    def submit(self, path: str, /, action: str | None = None, **changes: Any) -> Response:
        """Open the page, change these fields of its form, and press the button.

        `action` chooses among several forms.  The token is the page's own: a form without one is refused.
        """
        page = self.get(path)
        assert page.status_code == 200, f"{path} answered {page.status_code}"
        form = page.html.form(action)
        assert form.method == "post"
        return self.post(form.action or path, data=form.with_values(changes), csrf=False)


def _path(address: str) -> str:
    """A link from a mail names the host; the client has only one."""
    parts = urlsplit(address)
    return parts._replace(scheme="", netloc="").geturl() if parts.netloc else address


def _forget_what_was_read() -> None:
    """The test's own session reads again after each request, and holds no lock during one."""
    if app_ctx:
        db.session.rollback()


def refuse_uncommitted_changes(app: Flask) -> None:
    """Make each request that ends with changes nobody committed fail."""

    @app.teardown_request
    def refuse(error: BaseException | None) -> None:
        if error is not None or not db.session.registry.has():
            return
        session = db.session()
        left = [*session.new, *session.deleted, *(row for row in session.dirty if session.is_modified(row))]
        assert not left, f"the request left changes uncommitted: {left}"
