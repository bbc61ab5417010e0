"""Facts about companies, their members and their certificates.  `kind` is the value of the enum of that name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from incubator.accounts.roles import Role
from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OrganisationRegistered(Event):
    name: ClassVar[str] = "organisation.registered"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class OrganisationEdited(Event):
    """`fields` names the changed columns; the trail keeps before and after, masked where personal."""

    name: ClassVar[str] = "organisation.edited"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class OrganisationFounded(Event):
    """A pre-founder's entry became a company; the history stays with it."""

    name: ClassVar[str] = "organisation.founded"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    former_kind: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class OrganisationVerified(Event):
    name: ClassVar[str] = "organisation.verified"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID


@dataclass(frozen=True, kw_only=True)
class OrganisationReopened(Event):
    name: ClassVar[str] = "organisation.reopened"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID


@dataclass(frozen=True, kw_only=True)
class OrganisationClosed(Event):
    name: ClassVar[str] = "organisation.closed"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID


@dataclass(frozen=True, kw_only=True)
class RepresentativeDeclared(Event):
    name: ClassVar[str] = "representative.declared"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class RepresentativeChanged(Event):
    """`user_id` is None when the representative left and nobody has followed yet."""

    name: ClassVar[str] = "representative.changed"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    former_user_id: UUID | None
    user_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class InvitationSent(Event):
    name: ClassVar[str] = "invitation.sent"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    invitation_id: UUID
    role: Role


@dataclass(frozen=True, kw_only=True)
class InvitationAccepted(Event):
    name: ClassVar[str] = "invitation.accepted"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    invitation_id: UUID
    user_id: UUID
    role: Role


@dataclass(frozen=True, kw_only=True)
class InvitationWithdrawn(Event):
    name: ClassVar[str] = "invitation.withdrawn"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    invitation_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberRoleChanged(Event):
    name: ClassVar[str] = "member.role_changed"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    user_id: UUID
    former_role: Role
    role: Role


@dataclass(frozen=True, kw_only=True)
class MemberRemoved(Event):
    name: ClassVar[str] = "member.removed"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class MemberLeft(Event):
    name: ClassVar[str] = "member.left"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class WalletDocumentAdded(Event):
    name: ClassVar[str] = "wallet_document.added"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    wallet_document_id: UUID
    file_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class WalletDocumentRemoved(Event):
    name: ClassVar[str] = "wallet_document.removed"
    about: ClassVar[str] = "organisation_id"
    organisation_id: UUID
    wallet_document_id: UUID
    kind: str


@dataclass(frozen=True, kw_only=True)
class PartnerEntered(Event):
    name: ClassVar[str] = "partner_organisation.entered"
    about: ClassVar[str] = "partner_organisation_id"
    partner_organisation_id: UUID
    title: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class PartnerEdited(Event):
    """`is_active`: whether it is offered for new programs from now on."""

    name: ClassVar[str] = "partner_organisation.edited"
    about: ClassVar[str] = "partner_organisation_id"
    partner_organisation_id: UUID
    title: str
    is_active: bool


@dataclass(frozen=True, kw_only=True)
class RestrictionRecorded(Event):
    """Days are ISO dates, both included."""

    name: ClassVar[str] = "restriction.recorded"
    about: ClassVar[str] = "restriction_id"
    restriction_id: UUID
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class RestrictionSuspended(Event):
    name: ClassVar[str] = "restriction.suspended"
    about: ClassVar[str] = "restriction_id"
    restriction_id: UUID
    starts_on: date
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class RestrictionRemoved(Event):
    name: ClassVar[str] = "restriction.removed"
    about: ClassVar[str] = "restriction_id"
    restriction_id: UUID


@dataclass(frozen=True, kw_only=True)
class SupportRecorded(Event):
    name: ClassVar[str] = "support.recorded"
    about: ClassVar[str] = "support_record_id"
    support_record_id: UUID
    program: str


@dataclass(frozen=True, kw_only=True)
class SupportRemoved(Event):
    name: ClassVar[str] = "support.removed"
    about: ClassVar[str] = "support_record_id"
    support_record_id: UUID
    program: str
