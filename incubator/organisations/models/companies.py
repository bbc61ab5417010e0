"""Companies and pre-founders, invitations to join them, and the certificates they keep."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from incubator.accounts.roles import Role
from incubator.db.base import Base, Identified, Timestamps, Versioned
from incubator.organisations.rules import (
    Details,
    OrganisationKind,
    WalletKind,
    company_name_key,
    company_start_on,
    counts_on,
)
from incubator.organisations.workflow import (
    INVITATION_WORKFLOW,
    ORGANISATION_WORKFLOW,
    InvitationState,
    InvitationStep,
    OrganisationState,
    OrganisationStep,
)

PERSONAL = {"personal": True}


class Organisation(Identified, Timestamps, Versioned, Base):
    """A company, or a person on the way to one.  Members are role grants of accounts; they are stored there only.

    `name` is the official name, `display_name` the short one on screens, `name_key` the one of `company_name_key`.
    `brn` (사업자등록번호) and `corporate_no` are digits without hyphens.  `region` is a code of `rules.REGIONS`.
    Only the person `representative_user_id` submits applications.
    """

    __tablename__ = "organisations"
    __table_args__ = (
        CheckConstraint(
            "(kind = 'pre_founder' AND brn IS NULL AND opened_on IS NULL AND incorporated_on IS NULL) OR "
            "(kind = 'sole_trader' AND brn IS NOT NULL AND opened_on IS NOT NULL AND incorporated_on IS NULL) OR "
            "(kind = 'corporation' AND brn IS NOT NULL AND incorporated_on IS NOT NULL)",
            name="kind_fits_numbers",
        ),
        CheckConstraint("brn IS NULL OR length(brn) = 10", name="brn_has_ten_digits"),
        CheckConstraint("length(name) > 0 AND length(name_key) > 0", name="has_a_name"),
        CheckConstraint("state IN ('candidate', 'verified', 'closed')", name="state_is_known"),
        CheckConstraint("state <> 'verified' OR verified_at IS NOT NULL", name="verified_has_its_moment"),
        Index("ix_organisations_name_key", "name_key"),
        Index("ix_organisations_representative", "representative_user_id"),
    )

    kind: Mapped[OrganisationKind]
    name: Mapped[str]
    display_name: Mapped[str]
    name_key: Mapped[str]
    brn: Mapped[str | None] = mapped_column(unique=True)
    corporate_no: Mapped[str | None]
    representative_name: Mapped[str] = mapped_column(info=PERSONAL)
    representative_born_on: Mapped[date | None] = mapped_column(info=PERSONAL)
    representative_user_id: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))
    co_representatives: Mapped[str] = mapped_column(default="", info=PERSONAL)
    opened_on: Mapped[date | None]
    incorporated_on: Mapped[date | None]
    ksic: Mapped[str | None]
    postcode: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="", info=PERSONAL)
    address_detail: Mapped[str] = mapped_column(default="", info=PERSONAL)
    region: Mapped[str]
    phone: Mapped[str] = mapped_column(default="", info=PERSONAL)
    email: Mapped[str] = mapped_column(default="", info=PERSONAL)
    homepage: Mapped[str] = mapped_column(default="")
    branch_id: Mapped[UUID] = mapped_column(ForeignKey("branches.id"))
    state: Mapped[OrganisationState] = mapped_column(default=OrganisationState.CANDIDATE)
    verified_at: Mapped[datetime | None]

    @property
    def start_on(self) -> date | None:
        """The day its age is counted from; None for a pre-founder."""
        return company_start_on(self.kind, opened_on=self.opened_on, incorporated_on=self.incorporated_on)

    @property
    def is_pre_founder(self) -> bool:
        return self.kind is OrganisationKind.PRE_FOUNDER

    def details(self) -> Details:
        """What is stored now, in the shape a form gives."""
        plain = {key: getattr(self, key) for key in Details.__dataclass_fields__}
        return Details(**plain | {key: plain[key] or "" for key in ("brn", "corporate_no", "ksic")})

    def describe(self, kind: OrganisationKind, details: Details) -> None:
        """Take over accepted details (`rules.accepted`)."""
        stored = details.values() | {key: getattr(details, key) or None for key in ("brn", "corporate_no", "ksic")}
        stored |= {"kind": kind, "display_name": details.display_name or details.name}
        stored |= {"name_key": company_name_key(details.name)}
        for key, value in stored.items():
            if getattr(self, key) != value:  # an attribute set to what it was would count as a change
                setattr(self, key, value)

    def name_representative(self, user_id: UUID | None) -> None:
        self.representative_user_id = user_id

    def verify(self, *, at: datetime) -> None:
        self.state = ORGANISATION_WORKFLOW.after(self.state, OrganisationStep.VERIFY)
        self.verified_at = at

    def reopen(self) -> None:
        self.state = ORGANISATION_WORKFLOW.after(self.state, OrganisationStep.REOPEN)
        self.verified_at = None

    def close(self) -> None:
        self.state = ORGANISATION_WORKFLOW.after(self.state, OrganisationStep.CLOSE)


class Invitation(Identified, Timestamps, Base):
    """A link by mail to one address.  Only the hash of its token is stored; it counts until `expires_at` (not in)."""

    __tablename__ = "invitations"
    __table_args__ = (
        CheckConstraint(
            "role IN ('organisation_owner', 'organisation_editor', 'organisation_viewer')", name="role_of_a_member"
        ),
        CheckConstraint("state <> 'accepted' OR accepted_by IS NOT NULL", name="accepted_by_somebody"),
        Index(
            "uq_invitations_pending",
            "organisation_id",
            "email_key",
            unique=True,
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        Index("ix_invitations_email", "email_key", "state"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    email: Mapped[str] = mapped_column(info=PERSONAL)
    email_key: Mapped[str] = mapped_column(info=PERSONAL)
    role: Mapped[Role]
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime]
    state: Mapped[InvitationState] = mapped_column(default=InvitationState.PENDING)
    invited_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    accepted_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))

    def is_open(self, at: datetime) -> bool:
        return self.state is InvitationState.PENDING and at < self.expires_at

    def send(self, *, email: str, role: Role, token_hash: str, by: UUID, until: datetime) -> None:
        """A new link; the one sent before no longer fits."""
        self.email, self.role, self.token_hash, self.invited_by, self.expires_at = email, role, token_hash, by, until

    def accept(self, *, by: UUID, at: datetime) -> None:
        self.state = INVITATION_WORKFLOW.after(self.state, InvitationStep.ACCEPT)
        self.accepted_by = by
        self.updated_at = at

    def withdraw(self, *, at: datetime) -> None:
        self.state = INVITATION_WORKFLOW.after(self.state, InvitationStep.WITHDRAW)
        self.updated_at = at


class WalletDocument(Identified, Timestamps, Base):
    """A certificate kept for reuse, with the last day it counts.  A removed one stays as a row without its use."""

    __tablename__ = "wallet_documents"
    __table_args__ = (
        CheckConstraint("expires_on IS NULL OR expires_on >= issued_on", name="expires_after_issue"),
        Index("ix_wallet_documents_organisation", "organisation_id", "removed_at"),
    )

    organisation_id: Mapped[UUID] = mapped_column(ForeignKey("organisations.id"))
    kind: Mapped[WalletKind]
    title: Mapped[str] = mapped_column(default="")
    file_id: Mapped[UUID] = mapped_column(ForeignKey("stored_files.id"))
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]
    added_by: Mapped[UUID] = mapped_column(ForeignKey("users.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[UUID | None] = mapped_column(ForeignKey("users.id"))

    def remove(self, *, by: UUID, at: datetime) -> None:
        self.removed_at, self.removed_by, self.updated_at = at, by, at

    def counts_on(self, day: date) -> bool:
        return self.removed_at is None and counts_on(day, issued_on=self.issued_on, expires_on=self.expires_on)
