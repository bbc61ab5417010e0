"""A small counter per address: so many questions in a while, kept in memory and never more than a bounded number."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from threading import Lock


class Throttle:
    """At most `most` askings per address within `seconds`; each web process counts for itself."""

    def __init__(self, *, most: int, seconds: int, addresses: int = 10_000) -> None:
        self.most = most
        self.seconds = seconds
        self.addresses = addresses
        self._windows: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._lock = Lock()

    def wait_for(self, address: str, now: datetime) -> int:
        """Count one asking; returns 0, or the seconds to wait when there were too many."""
        at = now.timestamp()
        with self._lock:
            began, asked = self._windows.pop(address, (at, 0))
            if not began <= at < began + self.seconds:
                began, asked = at, 0
            self._windows[address] = (began, asked + 1)
            while len(self._windows) > self.addresses:
                self._windows.popitem(last=False)
            return max(1, int(began + self.seconds - at)) if asked >= self.most else 0
