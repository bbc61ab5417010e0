"""Rows that hardly change, read once a second for everybody who asks in that second."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
SECONDS = 1.0
MOST = 500


@dataclass
class Shelf(Generic[K, V]):
    """One for each kind of row and process.  What stands on it belongs to no session, and nobody changes it.

    A key should hold the row's version, so that even within the second nobody sees an old one.
    """

    places: dict[K, tuple[float, V]] = field(default_factory=dict)

    def get(self, key: K, session: Session, read: Callable[[Session], V]) -> V:
        """What stands there, or what `read` finds in a session of its own on the database of this one."""
        at, found = self.places.get(key, (0.0, None))
        if found is None or time.monotonic() - at > SECONDS:
            with Session(session.get_bind()) as apart:
                found = read(apart)
            if len(self.places) >= MOST:
                self.places.clear()
            self.places[key] = time.monotonic(), found
        return found
