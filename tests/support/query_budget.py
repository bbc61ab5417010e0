"""Counts the statements a block sends to the database; a page's number must not grow with its rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event

from incubator.db.session import db

FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA")


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """The list fills while the block runs; transaction frames are not counted."""
    sent: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.upper().startswith(FRAME):
            sent.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def query_budget(app: Flask, most: int) -> Iterator[list[str]]:
    """Fail when the block sends more than `most` statements, and show them."""
    with statements(app) as sent:
        yield sent
    assert len(sent) <= most, f"{len(sent)} statements, at most {most} allowed:\n" + "\n".join(sent)
