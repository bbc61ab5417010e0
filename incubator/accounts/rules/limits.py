"""How often somebody may try (quality.md AU-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ATTEMPTS_KEPT = timedelta(days=731)
"""Two years and a day, as the access log."""


@dataclass(frozen=True)
class Limits:
    """Failures inside the window after which the next try is not even looked at.

    Tries that were not looked at do not count, so nobody keeps an account locked by knocking on.
    """

    window: timedelta = timedelta(minutes=5)
    per_account: int = 5
    per_address: int = 10
    mails_per_account: int = 5
    mails_per_address: int = 100
    mail_window: timedelta = timedelta(hours=1)


LIMITS = Limits()


def wait_until(failures: Sequence[datetime], most: int, window: timedelta) -> datetime | None:
    """From when the next try is looked at again; None means now.  `failures`: instants inside the window, any order."""
    if len(failures) < most:
        return None
    return sorted(failures)[-most] + window
