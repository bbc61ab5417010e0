"""The chapters of a company's timeline, as the composition root has laid them out."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Flask, current_app

from incubator.core.chapters import Chapter

PLACE = "incubator.chapters"


def init_app(app: Flask, kept: Iterable[Chapter]) -> None:
    app.extensions[PLACE] = tuple(kept)


def chapters() -> tuple[Chapter, ...]:
    found: tuple[Chapter, ...] = current_app.extensions[PLACE]
    return found
