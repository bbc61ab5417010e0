"""What has happened about conflicts of interest.  What met what stays in the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class _OfConflict:
    conflict_id: UUID
    appointment_id: UUID
    application_id: UUID
    panel_id: UUID
    ground: str


@dataclass(frozen=True, kw_only=True)
class ConflictFound(_OfConflict, Event):
    """By the data, or entered by staff."""

    name: ClassVar[str] = "conflict.found"
    about: ClassVar[str] = "conflict_id"
    kind: str


@dataclass(frozen=True, kw_only=True)
class ConflictConfirmed(_OfConflict, Event):
    """Kept away for good; a sheet that was begun counts no more."""

    name: ClassVar[str] = "conflict.confirmed"
    about: ClassVar[str] = "conflict_id"


@dataclass(frozen=True, kw_only=True)
class ConflictDismissed(_OfConflict, Event):
    name: ClassVar[str] = "conflict.dismissed"
    about: ClassVar[str] = "conflict_id"


@dataclass(frozen=True, kw_only=True)
class ChallengeFiled(Event):
    name: ClassVar[str] = "challenge.filed"
    about: ClassVar[str] = "challenge_id"
    challenge_id: UUID
    application_id: UUID
    round_id: UUID


@dataclass(frozen=True, kw_only=True)
class ChallengeAnswered(Event):
    name: ClassVar[str] = "challenge.answered"
    about: ClassVar[str] = "challenge_id"
    challenge_id: UUID
    application_id: UUID
    round_id: UUID
