"""What has happened to people, their roles, consents and sign-ins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.accounts.roles import Role
from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class BranchOpened(Event):
    name: ClassVar[str] = "branch.opened"
    about: ClassVar[str] = "branch_id"

    branch_id: UUID
    code: str
    title: str


@dataclass(frozen=True, kw_only=True)
class BranchEdited(Event):
    name: ClassVar[str] = "branch.edited"
    about: ClassVar[str] = "branch_id"

    branch_id: UUID
    title: str


@dataclass(frozen=True, kw_only=True)
class UserRegistered(Event):
    name: ClassVar[str] = "user.registered"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class SignUpRepeated(Event):
    """Somebody signed up with an address that has an account: its owner is told, the page says nothing of it."""

    name: ClassVar[str] = "user.sign_up_repeated"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class EmailProofRequested(Event):
    """A link to prove the address has to be sent.  `onward`: the page the person was on the way to, or empty."""

    name: ClassVar[str] = "user.email_proof_requested"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    proof_id: UUID
    onward: str = ""


@dataclass(frozen=True, kw_only=True)
class EmailProven(Event):
    name: ClassVar[str] = "user.email_proven"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class PasswordResetRequested(Event):
    """A link to choose a new password has to be sent."""

    name: ClassVar[str] = "user.password_reset_requested"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    proof_id: UUID


@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Event):
    """By the signed-in person, or (`by_reset`) through a link in a mail.  All other sessions have ended."""

    name: ClassVar[str] = "user.password_changed"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    by_reset: bool = False


@dataclass(frozen=True, kw_only=True)
class UserSignedIn(Event):
    """`is_new_device`: never before with this browser; `failures_before`: refused tries since the last success."""

    name: ClassVar[str] = "user.signed_in"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    session_id: UUID
    is_new_device: bool = False
    failures_before: int = 0


@dataclass(frozen=True, kw_only=True)
class UserSignedOut(Event):
    name: ClassVar[str] = "user.signed_out"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    session_id: UUID


@dataclass(frozen=True, kw_only=True)
class IdentityConfirmed(Event):
    """The signed-in person typed the password again, before an act that gives or takes rights."""

    name: ClassVar[str] = "user.identity_confirmed"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class PasswordLinkSent(Event):
    """The administrator had a link to choose a password sent."""

    name: ClassVar[str] = "user.password_link_sent"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Event):
    """A device, or several, signed out from elsewhere."""

    name: ClassVar[str] = "user.sessions_ended"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    count: int


@dataclass(frozen=True, kw_only=True)
class ProfileEdited(Event):
    name: ClassVar[str] = "user.profile_edited"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class UserSuspended(Event):
    name: ClassVar[str] = "user.suspended"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class UserRestored(Event):
    name: ClassVar[str] = "user.restored"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class UserClosed(Event):
    """The person gave the account up."""

    name: ClassVar[str] = "user.closed"
    about: ClassVar[str] = "user_id"

    user_id: UUID


@dataclass(frozen=True, kw_only=True)
class ConsentTextPublished(Event):
    name: ClassVar[str] = "consent_text.published"
    about: ClassVar[str] = "consent_text_id"

    consent_text_id: UUID
    key: str
    number: int


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Event):
    name: ClassVar[str] = "consent.given"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    consent_text_id: UUID
    key: str
    number: int


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Event):
    name: ClassVar[str] = "consent.withdrawn"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    consent_text_id: UUID
    key: str
    number: int


@dataclass(frozen=True, kw_only=True)
class RoleGranted(Event):
    name: ClassVar[str] = "role.granted"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    grant_id: UUID
    role: Role
    organisation_id: UUID | None = None
    program_id: UUID | None = None
    branch_id: UUID | None = None
    starts_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Event):
    name: ClassVar[str] = "role.revoked"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    grant_id: UUID
    role: Role
    organisation_id: UUID | None = None
    program_id: UUID | None = None
    branch_id: UUID | None = None
