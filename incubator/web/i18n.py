"""Korean first; English where the reader asked for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, Response, g, has_app_context, has_request_context, request
from flask_babel import Babel, gettext
from flask_babel.speaklater import LazyString

from incubator.core.text import Text

LOCALES = ("ko", "en")
COOKIE = "lang"
babel = Babel()


def chosen_locale() -> str:
    """`g.locale` (set for a letter), then the cookie; Korean otherwise."""
    chosen: str | None = g.get("locale") if has_app_context() else None
    if chosen is None and has_request_context():
        chosen = request.args.get(COOKIE) or request.cookies.get(COOKIE)
    return chosen if chosen in LOCALES else "ko"


def tr(value: Any) -> str:
    """The text in the reader's language; nested texts are translated first."""
    if not isinstance(value, Text):
        return str(value)
    params = {key: tr(item) if isinstance(item, Text) else item for key, item in value.params.items()}
    translated: str = gettext(value.msgid) if value.msgid else ""
    return translated % params if params else translated


def later(value: Text) -> LazyString:
    """The text as a label of a form class: turned into the reader's language whenever it is shown."""
    return LazyString(tr, value)


def _keep_choice(response: Response) -> Response:
    """`?lang=en` on any page switches the language and is remembered for a year."""
    choice = request.args.get(COOKIE)
    if choice in LOCALES and choice != request.cookies.get(COOKIE):
        response.set_cookie(COOKIE, choice, max_age=31_536_000, samesite="Lax", secure=request.is_secure, httponly=True)
    return response


def init_app(app: Flask) -> None:
    app.after_request(_keep_choice)
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(Path(__file__).parent.parent / "translations"))
    babel.init_app(app, default_locale="ko", locale_selector=chosen_locale)
