"""The clock of the tests: a file that holds one instant, read by `incubator.web.clock` in this process and in others."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

KST = ZoneInfo("Asia/Seoul")


class Clock:
    """Stands still until it is moved.  Each test starts at `FIRST`, a Monday morning."""

    FIRST = datetime(2026, 3, 2, 10, 0, tzinfo=KST)

    def __init__(self, path: Path) -> None:
        self.path = path
        self.set(self.FIRST)

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.path.read_text())

    def set(self, instant: datetime) -> None:
        """Put the clock to an aware instant, microseconds included."""
        assert instant.tzinfo is not None, "a naive datetime names no instant"
        fresh = self.path.with_suffix(".fresh")
        fresh.write_text(instant.isoformat())
        fresh.replace(self.path)  # a server in another process never reads half an instant

    def advance(self, **duration: float) -> datetime:
        """Move on by `timedelta(**duration)`; returns the new instant."""
        self.set(self.now + timedelta(**duration))
        return self.now
