"""What has happened in the search for duplicates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class DuplicateSearchRequested(Event):
    """By a person, or by the clock after the deadline."""

    name: ClassVar[str] = "duplicates.search_requested"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    search_id: UUID


@dataclass(frozen=True, kw_only=True)
class DuplicatesSearched(Event):
    """A search has come to its end: so many applications, so many pairs."""

    name: ClassVar[str] = "duplicates.searched"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    search_id: UUID
    count: int
    found: int


@dataclass(frozen=True, kw_only=True)
class _OfPair:
    pair_id: UUID
    application_id: UUID
    other_id: UUID


@dataclass(frozen=True, kw_only=True)
class DuplicateConfirmed(_OfPair, Event):
    name: ClassVar[str] = "duplicate.confirmed"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class DuplicateDismissed(_OfPair, Event):
    name: ClassVar[str] = "duplicate.dismissed"
    about: ClassVar[str] = "application_id"
