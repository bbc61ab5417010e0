"""What has happened to an application.  Ids and plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OfApplication:
    """Every fact here names its application and the round and organisation it belongs to."""

    application_id: UUID
    round_id: UUID
    organisation_id: UUID


@dataclass(frozen=True, kw_only=True)
class ApplicationStarted(OfApplication, Event):
    name: ClassVar[str] = "application.started"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class ApplicationSubmitted(OfApplication, Event):
    """`receipt_no` like 2016-IGEN-03-0042, `number` the version (1, 2 …), `sha256` of the snapshot."""

    name: ClassVar[str] = "application.submitted"
    about: ClassVar[str] = "application_id"
    receipt_no: str
    number: int
    version_id: UUID
    sha256: str
    received_at: datetime


@dataclass(frozen=True, kw_only=True)
class SubmissionRefused(OfApplication, Event):
    """Somebody pressed submit and it was not received; `why` is a code of `rules.Refusal`."""

    name: ClassVar[str] = "application.submission_refused"
    about: ClassVar[str] = "application_id"
    why: str


@dataclass(frozen=True, kw_only=True)
class ApplicationUnsubmitted(OfApplication, Event):
    name: ClassVar[str] = "application.unsubmitted"
    about: ClassVar[str] = "application_id"
    receipt_no: str
    number: int


@dataclass(frozen=True, kw_only=True)
class ApplicationWithdrawn(OfApplication, Event):
    """`receipt_no` is empty when it had never been submitted."""

    name: ClassVar[str] = "application.withdrawn"
    about: ClassVar[str] = "application_id"
    receipt_no: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplicationExpired(OfApplication, Event):
    """The deadline passed over a draft: 미제출."""

    name: ClassVar[str] = "application.expired"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class ApplicationReceived(OfApplication, Event):
    """The deadline passed over a submitted application: frozen, in review."""

    name: ClassVar[str] = "application.received"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class ApplicationMoved(OfApplication, Event):
    """A draft went over to a newer version of the questionnaire."""

    name: ClassVar[str] = "application.moved"
    about: ClassVar[str] = "application_id"
    version_id: UUID


@dataclass(frozen=True, kw_only=True)
class DraftReminded(OfApplication, Event):
    """A draft's members were told that the deadline comes near; `rung` is D-7, D-3, D-1 or H-3."""

    name: ClassVar[str] = "application.reminded"
    about: ClassVar[str] = "application_id"
    rung: str


@dataclass(frozen=True, kw_only=True)
class MessageSent(OfApplication, Event):
    """The applicant or the centre wrote to the other; the words stay in the message."""

    name: ClassVar[str] = "application.message_sent"
    about: ClassVar[str] = "application_id"
    message_id: UUID
    is_from_staff: bool


@dataclass(frozen=True, kw_only=True)
class ApplicationsExported(Event):
    """Somebody took a round's list out as a spreadsheet; how many rows."""

    name: ClassVar[str] = "round.applications_exported"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    count: int
