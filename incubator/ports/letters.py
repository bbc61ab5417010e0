"""Turns a template name and plain values into the words of a letter, in the reader's language.

The template engine belongs to the web floor; the composition root hands a renderer in, so that use cases need no web
framework.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Letter:
    """Subject (one line), `body` (the words alone, for the inbox), and both whole forms with the letterhead."""

    subject: str
    text: str
    html: str = ""
    body: str = ""


Renderer = Callable[[str, str, Mapping[str, Any]], Letter]


class _Desk:
    renderer: Renderer | None = None


def configure(renderer: Renderer) -> None:
    _Desk.renderer = renderer


def write(template: str, *, locale: str, context: Mapping[str, Any]) -> Letter:
    """Render `templates/mail/<template>.txt`: first line the subject, then paragraphs.

    `context["link"]`, a path of ours, becomes the button under the words; addresses come from the settings, never from
    a request.
    """
    if _Desk.renderer is None:
        raise RuntimeError("letters are not configured")
    return _Desk.renderer(template, locale, context)
