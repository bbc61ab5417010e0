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
class ProgramEdited(Event):
    name: ClassVar[str] = "program.edited"
    about: ClassVar[str] = "program_id"
    program_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ProgramHandedOver(Event):
    """`reason` says why; the rights of the two people are another matter."""

    name: ClassVar[str] = "program.handed_over"
    about: ClassVar[str] = "program_id"
    program_id: UUID
    from_id: UUID
    to_id: UUID


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
class RoundApprovalRequested(Event):
    """`act` is a value of `approvals.rules.Act`."""

    name: ClassVar[str] = "round.approval_requested"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    approval_id: UUID
    act: str


@dataclass(frozen=True, kw_only=True)
class RoundApproved(Event):
    """It is published on its day."""

    name: ClassVar[str] = "round.approved"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    approval_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoundSentBack(Event):
    """Not approved, or taken back: its manager may edit it again."""

    name: ClassVar[str] = "round.sent_back"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoundRecalled(Event):
    """A new call was laid out in place of this one."""

    name: ClassVar[str] = "round.recalled"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    new_round_id: UUID


@dataclass(frozen=True, kw_only=True)
class RoundPublished(Event):
    """`reason` is why the posting is shorter than the rule asks, when it is; `recalled_from_id` the call it repeats."""

    name: ClassVar[str] = "round.published"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    opens_at: datetime
    closes_at: datetime
    approval_id: UUID | None = None
    recalled_from_id: UUID | None = None


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
    approval_id: UUID | None = None


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
    approval_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class RoundCancelled(Event):
    name: ClassVar[str] = "round.cancelled"
    about: ClassVar[str] = "round_id"
    round_id: UUID
    program_id: UUID
    was_public: bool
    approval_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class OfParticipation:
    """Who takes part in which round; a person without a company has no `organisation_id`."""

    participation_id: UUID
    round_id: UUID
    organisation_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class ParticipantAdmitted(OfParticipation, Event):
    name: ClassVar[str] = "participant.admitted"
    about: ClassVar[str] = "participation_id"


@dataclass(frozen=True, kw_only=True)
class ParticipantWithdrawn(OfParticipation, Event):
    """Given up by itself, or taken back with a reason."""

    name: ClassVar[str] = "participant.withdrawn"
    about: ClassVar[str] = "participation_id"
