"""Facts of checking a round again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class RecheckRequested(Event):
    name: ClassVar[str] = "round.recheck_requested"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    recheck_id: UUID
    total: int


@dataclass(frozen=True, kw_only=True)
class RecheckFinished(Event):
    name: ClassVar[str] = "round.recheck_finished"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    recheck_id: UUID
    failed: int
    changed: int
