"""Korean first; English where the reader asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from babel.support import NullTranslations, Translations
from flask import Flask, Response, has_request_context, request
from flask_babel import Babel
from flask_babel.speaklater import LazyString
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup, escape

from incubator.core.dates import english_when
from incubator.core.text import Text

LOCALES = ("ko", "en")
COOKIE = "lang"
FOLDER = Path(__file__).parent.parent / "translations"
babel = Babel()


_reader: ContextVar[str | None] = ContextVar("language of the reader", default=None)


def chosen_locale() -> str:
    """The language of a letter being written, or what the reader asked for; Korean otherwise."""
    return _reader.get() or _asked()


def _asked() -> str:
    """What the address says, then what the cookie remembers."""
    asked = (request.args.get(COOKIE) or request.cookies.get(COOKIE)) if has_request_context() else None
    return asked if asked in LOCALES else "ko"


@contextmanager
def reading_in(locale: str) -> Iterator[None]:
    """Filters and the catalogue speak this language, whoever is asking."""
    before = _reader.set(locale)
    try:
        yield
    finally:
        _reader.reset(before)


def _note_reader() -> None:
    """Once per request: a page asks for its language at every word."""
    _reader.set(_asked())


def _forget_reader(_error: BaseException | None) -> None:
    _reader.set(None)


@cache
def _catalogue(locale: str) -> NullTranslations:
    """Read once per process; without a catalogue the Korean original stands."""
    return Translations.load(FOLDER, [locale])


def translated(msgid: str) -> str:
    """The message of the catalogue in the reader's language."""
    found: str = _catalogue(chosen_locale()).gettext(msgid) if msgid else ""
    return found


@pass_eval_context
def _in_template(context: EvalContext, msgid: str, /, **values: Any) -> str:
    """`_('…')`: always a format string, so that a sentence reads the same with values and without."""
    found = translated(msgid)
    if not context.autoescape:
        return found % values
    return Markup(found) % values if values else Markup(found % values)  # noqa: S704 (the catalogue is ours)


def tr(value: Any) -> str:
    """The text in the reader's language; nested texts are translated first, days and times written as that reader does."""
    if not isinstance(value, Text):
        return str(value)
    is_korean = chosen_locale() == "ko"
    params = {
        key: item if is_korean and not isinstance(item, Text) else _spoken(item) for key, item in value.params.items()
    }
    found = translated(value.msgid)
    return found % params if params else found


def _spoken(item: Any) -> Any:
    if isinstance(item, Text):
        return tr(item)
    return english_when(item) if isinstance(item, str) and chosen_locale() == "en" else item


def _shown(value: Any) -> Any:
    """What a template prints: a text that nobody turned into the reader's language is turned here."""
    return tr(value) if isinstance(value, Text) else value


class _Later(LazyString):
    """The library's own calls itself safe markup; what stands in its places may come from a person."""

    def __html__(self) -> str:
        return str(escape(str(self)))


def later(value: Text) -> LazyString:
    """The text as a label of a form class: turned into the reader's language whenever it is shown."""
    return _Later(tr, value)


def _keep_choice(response: Response) -> Response:
    """`?lang=en` on any page switches the language and is remembered for a year."""
    choice = request.args.get(COOKIE)
    if choice in LOCALES and choice != request.cookies.get(COOKIE):
        response.set_cookie(COOKIE, choice, max_age=31_536_000, samesite="Lax", secure=request.is_secure, httponly=True)
    return response


def init_app(app: Flask) -> None:
    app.before_request(_note_reader)
    app.teardown_request(_forget_reader)
    app.after_request(_keep_choice)
    app.config.setdefault("BABEL_TRANSLATION_DIRECTORIES", str(FOLDER))
    babel.init_app(app, default_locale="ko", locale_selector=chosen_locale)
    app.jinja_env.finalize = _shown
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"] = _in_template
