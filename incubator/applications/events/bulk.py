"""What has happened to many applications at once, to message templates, and to what waits to leave."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class BulkStarted(Event):
    """`act` is a value of `rules.desk.BulkAct`; each application leaves a fact of its own besides."""

    name: ClassVar[str] = "bulk.started"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    run_id: UUID
    act: str
    count: int


@dataclass(frozen=True, kw_only=True)
class BulkFinished(Event):
    name: ClassVar[str] = "bulk.finished"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    run_id: UUID
    act: str
    done: int
    failed: int


@dataclass(frozen=True, kw_only=True)
class MessageTemplateWritten(Event):
    name: ClassVar[str] = "message_template.written"
    about: ClassVar[str] = "program_id"
    program_id: UUID
    template_id: UUID
    template_name: str


@dataclass(frozen=True, kw_only=True)
class MessageTemplateRetired(Event):
    name: ClassVar[str] = "message_template.retired"
    about: ClassVar[str] = "program_id"
    program_id: UUID
    template_id: UUID
    template_name: str


@dataclass(frozen=True, kw_only=True)
class _OfOutgoing:
    application_id: UUID
    round_id: UUID
    outgoing_id: UUID


@dataclass(frozen=True, kw_only=True)
class MessagePlanned(_OfOutgoing, Event):
    """Written and not seen by the applicant before `leaves_at`."""

    name: ClassVar[str] = "message.planned"
    about: ClassVar[str] = "application_id"
    leaves_at: datetime


@dataclass(frozen=True, kw_only=True)
class MessageHeld(_OfOutgoing, Event):
    name: ClassVar[str] = "message.held"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class MessageReleased(_OfOutgoing, Event):
    name: ClassVar[str] = "message.released"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class MessageCancelled(_OfOutgoing, Event):
    name: ClassVar[str] = "message.cancelled"
    about: ClassVar[str] = "application_id"
