"""What has happened between a panel and a reviewer: asked, answered, sworn, declared, let go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OfAppointment:
    """The fields facts about an appointment share."""

    appointment_id: UUID
    panel_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ReviewerInvited(OfAppointment, Event):
    name: ClassVar[str] = "appointment.invited"
    about: ClassVar[str] = "appointment_id"
    reply_due_at: datetime


@dataclass(frozen=True, kw_only=True)
class InvitationAnswered(OfAppointment, Event):
    """The reviewer comes."""

    name: ClassVar[str] = "appointment.accepted"
    about: ClassVar[str] = "appointment_id"


@dataclass(frozen=True, kw_only=True)
class InvitationDeclined(OfAppointment, Event):
    """`refusals` in a row with this one."""

    name: ClassVar[str] = "appointment.declined"
    about: ClassVar[str] = "appointment_id"
    refusals: int


@dataclass(frozen=True, kw_only=True)
class InvitationLapsed(OfAppointment, Event):
    """The time to reply passed; it counts as a refusal."""

    name: ClassVar[str] = "appointment.lapsed"
    about: ClassVar[str] = "appointment_id"
    refusals: int


@dataclass(frozen=True, kw_only=True)
class OathsSworn(OfAppointment, Event):
    """`sha256` of the oaths in their order, joined by a comma."""

    name: ClassVar[str] = "appointment.sworn"
    about: ClassVar[str] = "appointment_id"
    sha256: str


@dataclass(frozen=True, kw_only=True)
class RelationsDeclared(OfAppointment, Event):
    """How many applications were declared free, how many related."""

    name: ClassVar[str] = "appointment.relations_declared"
    about: ClassVar[str] = "appointment_id"
    free: int
    related: int


@dataclass(frozen=True, kw_only=True)
class AppointmentFinished(OfAppointment, Event):
    """The panel is over: plans are out of reach."""

    name: ClassVar[str] = "appointment.finished"
    about: ClassVar[str] = "appointment_id"


@dataclass(frozen=True, kw_only=True)
class ReviewerDismissed(OfAppointment, Event):
    name: ClassVar[str] = "appointment.dismissed"
    about: ClassVar[str] = "appointment_id"


@dataclass(frozen=True, kw_only=True)
class AffiliationWaived(OfAppointment, Event):
    """A head has let somebody of a partner company judge, with the reason (평가 지침 제12조 제3항)."""

    name: ClassVar[str] = "appointment.affiliation_waived"
    about: ClassVar[str] = "appointment_id"
