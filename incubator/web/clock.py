"""The only place that asks the time.  Doors pass what it says to the use cases."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from flask import Flask, g


class _Clock:
    """`test_file` holds an ISO instant (`2026-03-02T09:00:00+09:00`); tests and browser journeys write to it."""

    test_file: Path | None = None


def configure(test_file: str) -> None:
    """Set by the composition root from INCUBATOR_TEST_CLOCK, which production refuses."""
    _Clock.test_file = Path(test_file) if test_file else None


def now() -> datetime:
    """This instant in UTC, with microseconds."""
    if _Clock.test_file is not None:
        return datetime.fromisoformat(_Clock.test_file.read_text().strip()).astimezone(UTC)
    return datetime.now(UTC)


def received_at() -> datetime:
    """When this request reached the program: taken once, before its body is read, and decisive for deadlines."""
    instant: datetime = g.received_at
    return instant


def _note_receipt() -> None:
    g.received_at = now()


def init_app(app: Flask) -> None:
    """To be called before anything else looks at a request."""
    app.before_request(_note_receipt)
