"""People, their roles, consents and sign-ins."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from incubator.accounts.actor import Grant
from incubator.accounts.roles import Role
from incubator.accounts.rules import ConsentWords
from incubator.accounts.workflow import WORKFLOW, UserState, UserStep
from incubator.db.base import Base, Identified, Timestamps, Versioned

__all__ = [
    "AttemptOutcome",
    "Branch",
    "Consent",
    "ConsentText",
    "MailProof",
    "ProofPurpose",
    "RoleGrant",
    "SignInAttempt",
    "User",
    "UserSession",
    "UserState",
]

PERSONAL = {"personal": True}


class Branch(Identified, Versioned, Base):
    """A site of the centre: 본센터, 서부센터."""

    __tablename__ = "branches"

    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")


class User(Identified, Timestamps, Base):
    """A person.  `email_key` is the lower-case NFC form that nobody else may have."""

    __tablename__ = "users"

    email: Mapped[str] = mapped_column(info=PERSONAL)
    email_key: Mapped[str] = mapped_column(unique=True, info=PERSONAL)
    name: Mapped[str] = mapped_column(info=PERSONAL)
    phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    password_hash: Mapped[str] = mapped_column(info=PERSONAL)
    email_proven_at: Mapped[datetime | None]
    state: Mapped[UserState] = mapped_column(default=UserState.ACTIVE)
    locale: Mapped[str] = mapped_column(default="ko")

    def prove_email(self, *, at: datetime) -> None:
        self.email_proven_at = self.email_proven_at or at
        self.updated_at = at

    def change_password(self, password_hash: str, *, at: datetime) -> None:
        self.password_hash = password_hash
        self.updated_at = at

    def suspend(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, UserStep.SUSPEND)
        self.updated_at = at

    def close(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, UserStep.CLOSE)
        self.updated_at = at

    def restore(self, *, at: datetime) -> None:
        self.state = WORKFLOW.after(self.state, UserStep.RESTORE)
        self.updated_at = at


class RoleGrant(Identified, Base):
    """A role from `starts_at` until `ends_at` or its revocation.  Membership of an organisation is a grant too.

    Organisation and program are named by table, so this ground slice imports nothing above it and the database still
    guards integrity.
    """

    __tablename__ = "role_grants"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR ends_at > starts_at", name="ends_after_start"),
        Index("ix_role_grants_user", "user_id", "revoked_at"),
        Index("ix_role_grants_organisation", "organisation_id"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    role: Mapped[Role]
    organisation_id: Mapped[UUID | None] = mapped_column(ForeignKey("organisations.id"))
    program_id: Mapped[UUID | None] = mapped_column(ForeignKey("programs.id"))
    branch_id: Mapped[UUID | None] = mapped_column(ForeignKey("branches.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    granted_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    reason: Mapped[str] = mapped_column(default="")
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))

    def revoke(self, *, at: datetime, by: UUID | None) -> None:
        self.revoked_at = at
        self.revoked_by = by

    def as_grant(self) -> Grant:
        return Grant(self.role, self.organisation_id, self.program_id, self.branch_id)


class ConsentText(Identified, Base):
    """One version of what a person is asked to agree to.  A new version never applies to an old consent."""

    __tablename__ = "consent_texts"
    __table_args__ = (UniqueConstraint("key", "number"),)

    key: Mapped[str]
    number: Mapped[int]
    title: Mapped[str]
    title_en: Mapped[str] = mapped_column(default="")
    body: Mapped[str] = mapped_column(Text)
    body_en: Mapped[str] = mapped_column(Text, default="")
    is_required: Mapped[bool]
    effective_at: Mapped[datetime]

    def words(self) -> ConsentWords:
        return ConsentWords(self.key, self.title, self.title_en, self.body, self.body_en, self.is_required)

    def says(self, words: ConsentWords) -> bool:
        """Whether this version has the same words."""
        return self.words() == words


class Consent(Identified, Base):
    """A person agreed to exactly this text, then, from there."""

    __tablename__ = "consents"
    __table_args__ = (Index("ix_consents_user", "user_id"),)

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    consent_text_id: Mapped[UUID] = mapped_column(ForeignKey("consent_texts.id"))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)


class UserSession(Identified, Base):
    """A signed-in device.  Only the hash of its reference is stored."""

    __tablename__ = "user_sessions"
    __table_args__ = (Index("ix_user_sessions_user", "user_id", "ended_at"),)

    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    authenticated_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    agent: Mapped[str] = mapped_column(default="")


class ProofPurpose(StrEnum):
    VERIFY_EMAIL = "verify_email"
    RESET_PASSWORD = "reset_password"  # noqa: S105 (a purpose, not a secret)


class MailProof(Identified, Base):
    """A link sent by mail, usable once and for a while.  Only its hash is stored."""

    __tablename__ = "mail_proofs"
    __table_args__ = (
        Index("ix_mail_proofs_user", "user_id", "purpose"),
        Index("ix_mail_proofs_address", "address", "created_at"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    purpose: Mapped[ProofPurpose]
    token_hash: Mapped[str] = mapped_column(unique=True)
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]

    def is_usable(self, at: datetime) -> bool:
        return self.used_at is None and at < self.expires_at

    def use(self, *, at: datetime) -> None:
        self.used_at = at


class AttemptOutcome(StrEnum):
    """`FAILED` from the start, so that a process that dies in between leaves a counted failure."""

    FAILED = "failed"
    SUCCEEDED = "succeeded"
    REFUSED = "refused"


class SignInAttempt(Identified, Base):
    """One try to sign in, for throttling per account and address; shared by all workers.

    `REFUSED` were too many and not even looked at.
    """

    __tablename__ = "sign_in_attempts"
    __table_args__ = (
        Index("ix_sign_in_attempts_email", "email_key", "at"),
        Index("ix_sign_in_attempts_address", "address", "at"),
        Index("ix_sign_in_attempts_at", "at"),
    )

    email_key: Mapped[str] = mapped_column(info=PERSONAL)
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    at: Mapped[datetime]
    outcome: Mapped[AttemptOutcome] = mapped_column(default=AttemptOutcome.FAILED)
