"""The books of all slices, as the composition root has laid them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import Flask, current_app

from incubator.core.books import Book

PLACE = "incubator.books"


def init_app(app: Flask, kept: Iterable[Book]) -> None:
    app.extensions[PLACE] = {book.kind: book for book in kept}


def books() -> Mapping[str, Book]:
    """{kind: book} of this application."""
    found: Mapping[str, Book] = current_app.extensions[PLACE]
    return found


def books_for(reader: Any) -> Mapping[str, Book]:
    """The same for one reader: names lead only where he may go."""
    return {kind: book.for_reader(reader) for kind, book in books().items()}
