"""The rows of a long list: what is the same in each is rendered once, and the words of each row are put into it.

A list has hundreds of cells; a loop of the template over them costs ten times as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol

from flask import Flask
from markupsafe import Markup, escape

BOUND = "\0"
"""Stands before and behind the name of a slot, and between words; nothing that can be stored holds it."""


class Row(Protocol):
    """`words` by the names of the slots they belong to; `state` says which frame the row stands in."""

    @property
    def words(self) -> Mapping[str, str]: ...

    @property
    def state(self) -> StrEnum: ...


def slot(name: str) -> Markup:
    """The place in a frame where each row has its own words."""
    return Markup(f"{BOUND}{name}{BOUND}")  # noqa: S704 (the template names it)


def framed(rows: Iterable[Row], frames: Mapping[StrEnum, Markup]) -> Markup:
    """Every row in the frame of its state, its words escaped."""
    patterns = {state: _pattern(frame) for state, frame in frames.items()}
    return Markup("\n".join(patterns[row.state] % _escaped(row.words) for row in rows))  # noqa: S704 (escaped)


def _pattern(frame: Markup) -> str:
    """The frame as a format string: texts and names of slots take turns."""
    parts = str(frame).split(BOUND)
    return "".join(
        f"%({part})s" if number % 2 else part.replace("%", "%%") for number, part in enumerate(parts)
    ).strip()


def _escaped(words: Mapping[str, str]) -> dict[str, str]:
    """All words of a row by one call: each call costs more than the work it does."""
    return dict(zip(words, str(escape(BOUND.join(words.values()))).split(BOUND), strict=True))


def init_app(app: Flask) -> None:
    app.jinja_env.globals["slot"] = slot
    app.jinja_env.filters["framed"] = framed
