"""Named points at which a test may end the process, as a power cut would.

Nothing happens unless INCUBATOR_TEST_CRASH_POINT (refused in production) names a file and that file names the point:
`after-commit`, or `after-commit application.submitted` for the commit of this fact only.  The file is taken away
first, so that a point is met once and a process that is started again gets past it.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

EXIT_CODE = 137
"""What a shell reports of a process that was killed."""
POINTS = frozenset(
    {
        "file-received",
        "file-renamed",
        "file-kept",
        "changed",
        "before-commit",
        "after-commit",
        "message-taken",
        "message-handled",
        "mail-leased",
        "mail-sent",
        "migration-step",
    }
)


class _Order:
    file: Path | None = None


def configure(file: str) -> None:
    """Set by the composition root from INCUBATOR_TEST_CRASH_POINT; empty for none."""
    _Order.file = Path(file) if file else None


def reached(point: str, about: Iterable[str] = ()) -> None:
    """End the process here, with nothing closed and nothing flushed, if a test has asked for it.

    `about` are the words that may follow the point in the file: the names of the facts at hand.
    """
    if _Order.file is not None:
        _obey(_Order.file, point, about)


def _obey(file: Path, point: str, about: Iterable[str]) -> None:
    try:
        wanted, _, only = file.read_text().strip().partition(" ")
        if wanted != point or (only and only not in about):
            return
        file.unlink()
    except FileNotFoundError:  # no order, or another process has just taken it
        return
    os._exit(EXIT_CODE)
