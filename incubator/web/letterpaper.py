"""The renderer behind `ports.letters`: templates/mail, in the reader's language, without a request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from flask import Flask, g
from flask_babel import force_locale

from incubator.ports.letters import Letter, Renderer

_PARAGRAPHS = re.compile(r"\n\s*\n")


def renderer(app: Flask, base_url: str) -> Renderer:
    def write(template: str, locale: str, context: Mapping[str, Any]) -> Letter:
        values = {"link": "", "link_label": "", **context, "base_url": base_url}
        with _reading_in(locale):
            written = app.jinja_env.get_template(f"mail/{template}.txt").render(values)
            subject, _, words = written.strip().partition("\n")
            body = words.strip()
            paper = values | {"subject": subject.strip(), "words": body, "locale": locale}
            text = app.jinja_env.get_template("mail/_letter.txt").render(paper)
            paragraphs = _PARAGRAPHS.split(body)
            html = app.jinja_env.get_template("mail/_letter.html").render(paper, paragraphs=paragraphs)
        return Letter(subject.strip(), text.strip() + "\n", html, body)

    return write


@contextmanager
def _reading_in(locale: str) -> Iterator[None]:
    """Filters and the catalogue speak the reader's language, whoever caused the letter."""
    before = g.get("locale")
    g.locale = locale
    try:
        with force_locale(locale):
            yield
    finally:
        g.locale = before
