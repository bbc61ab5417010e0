"""The renderer behind `ports.letters`: templates/mail, in the reader's language, without a request."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import Flask

from incubator.ports.letters import Letter, Renderer
from incubator.web.i18n import reading_in

_PARAGRAPHS = re.compile(r"\n\s*\n")


def renderer(app: Flask, base_url: str) -> Renderer:
    def write(template: str, locale: str, context: Mapping[str, Any]) -> Letter:
        values = {"link": "", "link_label": "", **context, "base_url": base_url}
        with reading_in(locale):
            written = app.jinja_env.get_template(f"mail/{template}.txt").render(values)
            subject, _, words = written.strip().partition("\n")
            body = words.strip()
            paper = values | {"subject": subject.strip(), "words": body, "locale": locale}
            text = app.jinja_env.get_template("mail/_letter.txt").render(paper)
            paragraphs = _PARAGRAPHS.split(body)
            html = app.jinja_env.get_template("mail/_letter.html").render(paper, paragraphs=paragraphs)
        return Letter(subject.strip(), text.strip() + "\n", html, body)

    return write
