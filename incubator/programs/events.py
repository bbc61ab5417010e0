"""What happens to programs and their rounds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ProgramCreated(Event):
    name: ClassVar[str] = "program.created"
    about: ClassVar[str] = "program_id"
    program_id: UUID
    code: str


@dataclass(frozen=True, kw_only=True)
class RoundPlanned(Event):
    name: ClassVar[str] = "round.planned"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoundEdited(Event):
    name: ClassVar[str] = "round.edited"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoundFileAttached(Event):
    name: ClassVar[str] = "round.file_attached"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    file_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoundPublished(Event):
    """`reason` is why the posting is shorter than the rule asks, when it is."""

    name: ClassVar[str] = "round.published"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class RoundOpened(Event):
    name: ClassVar[str] = "round.opened"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoundClosed(Event):
    name: ClassVar[str] = "round.closed"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class RoundCorrected(Event):
    """`reason` is published; `fields` are the parts of the call that changed."""

    name: ClassVar[str] = "round.corrected"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    notice_no: int
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RoundExtended(Event):
    """`reason` is published, for everybody."""

    name: ClassVar[str] = "round.extended"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    notice_no: int
    closes_at_before: datetime
    closes_at: datetime


@dataclass(frozen=True, kw_only=True)
class RoundCancelled(Event):
    name: ClassVar[str] = "round.cancelled"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    was_public: bool
