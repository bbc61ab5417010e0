"""What is moved about an announced selection.  What comes of it are facts of `applications`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OfChange:
    """`kind`: offer or revocation."""

    change_id: UUID
    application_id: UUID
    round_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class SelectionChangeProposed(OfChange, Event):
    name: ClassVar[str] = "selection_change.proposed"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class SelectionChangeCarried(OfChange, Event):
    name: ClassVar[str] = "selection_change.carried"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class SelectionChangeRefused(OfChange, Event):
    name: ClassVar[str] = "selection_change.refused"
    about: ClassVar[str] = "application_id"
