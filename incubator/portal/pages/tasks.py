"""One line of what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incubator.core.text import Text


@dataclass(frozen=True)
class Task:
    """One thing to do: what, about what, until when, and where.  `tone`: danger | warn | info."""

    title: Text
    about: str
    url: str
    act: Text
    tone: str
    due_at: datetime | None = None
