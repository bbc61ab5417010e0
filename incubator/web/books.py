"""The books of all slices, as the composition root has laid them out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Flask, current_app

from incubator.core.books import Book

PLACE = "incubator.books"


def init_app(app: Flask, kept: Iterable[Book]) -> None:
    app.extensions[PLACE] = {book.kind: book for book in kept}


def books() -> Mapping[str, Book]:
    """{kind: book} of this application."""
    found: Mapping[str, Book] = current_app.extensions[PLACE]
    return found
