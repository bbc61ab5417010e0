"""Reading companies, their members, invitations and certificates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased

from incubator.accounts import queries as accounts
from incubator.accounts.actor import Actor
from incubator.accounts.models import Branch, User, UserState
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.accounts.rules import email_key, token_hash
from incubator.core.errors import NotFound, or_not_found
from incubator.documents.models import StoredFile
from incubator.organisations.models import FormerIdentity, Invitation, Organisation, WalletDocument
from incubator.organisations.policy import may_view, may_view_as_staff
from incubator.organisations.rules import OrganisationKind, digits_of
from incubator.organisations.workflow import InvitationState, OrganisationState


@dataclass(frozen=True)
class Member:
    """One person of a company and the role he holds there."""

    user_id: UUID
    name: str
    email: str
    role: Role
    grant_id: UUID
    since: datetime


def get_organisation(session: Session, organisation_id: UUID) -> Organisation:
    """For other slices, which ask their own policy.  Raises NotFound."""
    return or_not_found(session.get(Organisation, organisation_id))


def get_visible(session: Session, actor: Actor, organisation_id: UUID) -> Organisation:
    """For its members.  Raises NotFound for everybody else, as if it were not there."""
    organisation = get_organisation(session, organisation_id)
    if not may_view(actor, organisation):
        raise NotFound
    return organisation


def get_visible_to_staff(session: Session, actor: Actor, organisation_id: UUID) -> Organisation:
    """For staff of its branch.  Raises NotFound for everybody else."""
    organisation = get_organisation(session, organisation_id)
    if not may_view_as_staff(actor, organisation):
        raise NotFound
    return organisation


def get_for_change(session: Session, actor: Actor, organisation_id: UUID) -> Organisation:
    """The locked row for its members and for staff of its branch.  Raises NotFound for everybody else."""
    organisation = session.scalar(select(Organisation).where(Organisation.id == organisation_id).with_for_update())
    if organisation is None or not (may_view(actor, organisation) or may_view_as_staff(actor, organisation)):
        raise NotFound
    return organisation


def get_for_change_by_any(session: Session, organisation_id: UUID) -> Organisation:
    """The locked row without asking who; the caller has another right (an invitation).  Raises NotFound."""
    return or_not_found(
        session.scalar(select(Organisation).where(Organisation.id == organisation_id).with_for_update())
    )


def take_turn_of(session: Session, user_id: UUID) -> None:
    """Two presses of one person wait for each other."""
    session.scalar(select(User.id).where(User.id == user_id).with_for_update())


def branch_exists(session: Session, branch_id: UUID) -> bool:
    return session.get(Branch, branch_id) is not None


def has_pre_founder_entry(session: Session, user_id: UUID, name_key: str) -> bool:
    """Whether the person has started under this name already."""
    statement = select(Organisation.id).where(
        Organisation.kind == OrganisationKind.PRE_FOUNDER,
        Organisation.state != OrganisationState.CLOSED,
        Organisation.representative_user_id == user_id,
        Organisation.name_key == name_key,
    )
    return session.scalar(statement.limit(1)) is not None


def list_former_identities(session: Session, organisation_id: UUID) -> list[FormerIdentity]:
    """What the company was before, newest first."""
    return list(
        session.scalars(
            select(FormerIdentity)
            .where(FormerIdentity.organisation_id == organisation_id)
            .order_by(FormerIdentity.until_on.desc(), FormerIdentity.id.desc())
        )
    )


def find_by_former_brn(session: Session, brn: str) -> Organisation | None:
    """The company that had this registration number before."""
    return session.scalar(
        select(Organisation)
        .join(FormerIdentity, FormerIdentity.organisation_id == Organisation.id)
        .where(FormerIdentity.brn == digits_of(brn))
    )


def find_by_brn(session: Session, brn: str) -> Organisation | None:
    return session.scalar(select(Organisation).where(Organisation.brn == digits_of(brn)))


def list_for_member(session: Session, actor: Actor, *, with_closed: bool = False) -> list[Organisation]:
    """The companies the actor belongs to, by name."""
    if not actor.organisation_ids:
        return []
    statement = select(Organisation).where(Organisation.id.in_(actor.organisation_ids))
    if not with_closed:
        statement = statement.where(Organisation.state != OrganisationState.CLOSED)
    return list(session.scalars(statement.order_by(Organisation.name_key, Organisation.id)))


def list_members(session: Session, organisation_id: UUID, now: datetime) -> list[Member]:
    """Active people with a role in the company now: owners first, then by name."""
    found = [
        Member(user.id, user.name, user.email, grant.role, grant.id, grant.starts_at)
        for grant, user in accounts.list_members(session, organisation_id, now)
        if user.state is UserState.ACTIVE and grant.role in ORGANISATION_ROLES
    ]
    return sorted(found, key=lambda member: (ORGANISATION_ROLES.index(member.role), member.name, member.since))


def owner_ids(members: Iterable[Member]) -> set[UUID]:
    return {member.user_id for member in members if member.role is Role.ORGANISATION_OWNER}


def get_member(session: Session, organisation_id: UUID, user_id: UUID, now: datetime) -> Member:
    """Raises NotFound when the person is no member now."""
    found = (item for item in list_members(session, organisation_id, now) if item.user_id == user_id)
    return or_not_found(next(found, None))


def list_pending_invitations(session: Session, organisation_id: UUID) -> list[Invitation]:
    """Also those whose time has run out, so that they can be sent again or withdrawn; the latest first."""
    return list(
        session.scalars(
            select(Invitation)
            .where(Invitation.organisation_id == organisation_id, Invitation.state == InvitationState.PENDING)
            .order_by(Invitation.created_at.desc(), Invitation.id)
        )
    )


def get_invitation_by_token(session: Session, token: str) -> Invitation:
    """Raises NotFound for a token nobody has been sent."""
    return or_not_found(session.scalar(select(Invitation).where(Invitation.token_hash == token_hash(token))))


def get_invitation(session: Session, invitation_id: UUID) -> Invitation:
    """Raises NotFound."""
    return or_not_found(session.get(Invitation, invitation_id))


def list_invitations_to(session: Session, email: str, now: datetime) -> list[tuple[Invitation, Organisation]]:
    """Open invitations to this address with their companies, the latest first; for the person's own pages."""
    rows = session.execute(
        select(Invitation, Organisation)
        .join(Organisation, Organisation.id == Invitation.organisation_id)
        .where(
            Invitation.email_key == email_key(email),
            Invitation.state == InvitationState.PENDING,
            Invitation.expires_at > now,
            Organisation.state != OrganisationState.CLOSED,
        )
        .order_by(Invitation.created_at.desc(), Invitation.id)
    )
    return [(invitation, organisation) for invitation, organisation in rows]


def list_wallet(session: Session, organisation_id: UUID) -> list[WalletDocument]:
    """What the company keeps now, by kind, the latest first."""
    return list(
        session.scalars(
            select(WalletDocument)
            .where(WalletDocument.organisation_id == organisation_id, WalletDocument.removed_at.is_(None))
            .order_by(WalletDocument.kind, WalletDocument.issued_on.desc(), WalletDocument.id)
        )
    )


def list_wallets(session: Session, organisation_ids: Sequence[UUID]) -> dict[UUID, list[WalletDocument]]:
    """What each of these companies keeps now, in one statement."""
    found: dict[UUID, list[WalletDocument]] = {}
    kept = select(WalletDocument).where(
        WalletDocument.organisation_id.in_(organisation_ids), WalletDocument.removed_at.is_(None)
    )
    for document in session.scalars(kept):
        found.setdefault(document.organisation_id, []).append(document)
    return found


def list_wallet_on(session: Session, organisation_id: UUID, day: date) -> Sequence[WalletDocument]:
    """Those that count on that day, for reuse in an application."""
    return [item for item in list_wallet(session, organisation_id) if item.counts_on(day)]


def find_same_in_wallet(session: Session, document: WalletDocument) -> WalletDocument | None:
    """A kept certificate with the same bytes, kind, name and dates: the press that brought this one came twice."""
    file, same = aliased(StoredFile), aliased(StoredFile)
    return session.scalar(
        select(WalletDocument)
        .join(same, same.id == WalletDocument.file_id)
        .join(file, and_(file.id == document.file_id, file.sha256 == same.sha256))
        .where(
            WalletDocument.organisation_id == document.organisation_id,
            WalletDocument.removed_at.is_(None),
            WalletDocument.kind == document.kind,
            WalletDocument.title == document.title,
            WalletDocument.issued_on == document.issued_on,
            WalletDocument.expires_on.is_not_distinct_from(document.expires_on),
        )
        .limit(1)
    )


def get_wallet_document(session: Session, organisation_id: UUID, wallet_document_id: UUID) -> WalletDocument:
    """Raises NotFound when it is not this company's or was removed."""
    document = session.get(WalletDocument, wallet_document_id)
    if document is None or document.organisation_id != organisation_id or document.removed_at is not None:
        raise NotFound
    return document
