"""Headers, the one-time word of the content policy, cross-site checks, limits and strange bytes."""

from __future__ import annotations

import re
import secrets
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.middleware.proxy_fix import ProxyFix

from incubator.core.typed import SUBSTITUTE
from incubator.settings import Settings
from incubator.web.access import SAFE

csrf = CSRFProtect()
MOST_BODY_BYTES = 60_000_000
MOST_FORM_BYTES = 4_000_000
MOST_PARTS = 3_000
MOST_QUERY = 4_000
STRANGE = re.compile("[\0\ud800-\udfff]")
CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\t\n\r")
YEAR_SECONDS = 31_536_000

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def csp_nonce() -> str:
    """One word per response; scripts with this word may run."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    nonce: str = g.csp_nonce
    return nonce


def _policy() -> str:
    return (
        "default-src 'self'; script-src 'self' 'nonce-" + csp_nonce() + "'; style-src 'self'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )


def _add_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if "Content-Security-Policy" not in response.headers:
        response.headers["Content-Security-Policy"] = _policy()
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR_SECONDS}; includeSubDomains"
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _without_control_characters(response: Response) -> Response:
    """What was typed is shown again so that nothing is lost; the signs no page may hold are left out of it."""
    if response.mimetype == "text/html" and not response.is_streamed and not response.direct_passthrough:
        response.set_data(response.get_data().translate(None, CONTROLS))
    return response


def _take_strange_signs_out() -> None:
    """NUL and lone surrogates cannot be stored.  In a value they become SUBSTITUTE, which every field refuses by name.

    So the page comes back with the sentence beside its field and all text kept.  In a field's name or a path they come
    from no page of ours, and a very long query is no link of ours: those are refused here.
    """
    if len(request.query_string) > MOST_QUERY:
        abort(414)
    if any(STRANGE.search(str(value)) for value in (request.view_args or {}).values()):
        abort(400, description="strange characters")
    request.args = _readable(request.args)
    if request.method not in SAFE and request.mimetype in ("application/x-www-form-urlencoded", "multipart/form-data"):
        request.form = _readable(request.form)


def _readable(source: MultiDict[str, str]) -> Any:
    if any(STRANGE.search(key) for key in source):
        abort(400, description="strange characters")
    if not any(STRANGE.search(value) for _, value in source.items(multi=True)):
        return source
    return ImmutableMultiDict((key, STRANGE.sub(SUBSTITUTE, value)) for key, value in source.items(multi=True))


def _refuse_other_sites() -> None:
    """A second wall beside the token: a browser says from which site an unsafe request comes."""
    if request.method in SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(403)
    origin = request.headers.get("Origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.host:
        abort(403)


def init_app(app: Flask, settings: Settings) -> None:
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BODY_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_FORM_BYTES,
        MAX_FORM_PARTS=MOST_PARTS,
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session: a plan written for hours still goes in
        SESSION_COOKIE_NAME="__Host-session" if settings.is_secure else "session",
        SESSION_COOKIE_SECURE=settings.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PREFERRED_URL_SCHEME="https" if settings.is_secure else "http",
        TRUSTED_HOSTS=list(settings.trusted_hosts) or None,
    )
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # the documented way to wrap
            app.wsgi_app,
            x_for=settings.proxies,
            x_proto=settings.proxies,
            x_host=settings.proxies,
        )
    app.before_request(_take_strange_signs_out)
    app.before_request(_refuse_other_sites)
    csrf.init_app(app)
    app.after_request(_add_headers)
    app.after_request(_without_control_characters)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
