"""What the pages about members, the representative and an invitation show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.core.masking import mask_email
from incubator.organisations import policy, queries
from incubator.organisations.models import Invitation, Organisation
from incubator.organisations.pages.company import Card, Frame, cards, frame
from incubator.organisations.queries import Member
from incubator.organisations.workflow import OrganisationState


@dataclass(frozen=True)
class MembersPage:
    frame: Frame
    members: tuple[Member, ...]
    invitations: tuple[Invitation, ...]
    open_ids: frozenset[UUID]
    representative_id: UUID | None
    own_id: UUID


@dataclass(frozen=True)
class MemberPage:
    frame: Frame
    member: Member
    is_representative: bool
    is_self: bool


@dataclass(frozen=True)
class RepresentativePage:
    frame: Frame
    present: str
    may_declare: bool
    candidates: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class InvitationPage:
    organisation: str
    role: Role
    email: str
    expires_at: datetime
    is_open: bool
    is_for_actor: bool
    is_signed_in: bool
    path: str


@dataclass(frozen=True)
class OwnInvitation:
    """An invitation to the reader's own address."""

    id: UUID
    organisation: str
    role: Role
    expires_at: datetime


@dataclass(frozen=True)
class IndexPage:
    cards: tuple[Card, ...]
    invitations: tuple[OwnInvitation, ...]


def index_page(session: Session, actor: Actor, now: datetime) -> IndexPage:
    """My companies, and those that wait for me; the same statements whatever their number."""
    waiting = queries.list_invitations_to(session, actor.email, now)
    return IndexPage(
        cards=cards(session, actor, with_closed=True),
        invitations=tuple(
            OwnInvitation(invitation.id, organisation.display_name, invitation.role, invitation.expires_at)
            for invitation, organisation in waiting
            if not actor.is_member_of(organisation.id)
        ),
    )


def members_page(session: Session, actor: Actor, organisation: Organisation, now: datetime) -> MembersPage:
    head = frame(session, actor, organisation, "members")
    pending = queries.list_pending_invitations(session, organisation.id) if head.may_manage else []
    return MembersPage(
        frame=head,
        members=tuple(queries.list_members(session, organisation.id, now)),
        invitations=tuple(pending),
        open_ids=frozenset(item.id for item in pending if item.is_open(now)),
        representative_id=organisation.representative_user_id,
        own_id=actor.user_id,
    )


def representative_page(
    session: Session, actor: Actor, organisation: Organisation, now: datetime
) -> RepresentativePage:
    members = queries.list_members(session, organisation.id, now)
    named = organisation.representative_user_id
    return RepresentativePage(
        frame=frame(session, actor, organisation, "members"),
        present=next((member.name for member in members if member.user_id == named), ""),
        may_declare=named is None,
        candidates=tuple(
            (member.user_id, f"{member.name} ({member.email})")
            for member in members
            if member.role is not Role.ORGANISATION_VIEWER
        ),
    )


def invitation_page(
    organisation: Organisation, invitation: Invitation, actor: Actor | None, *, path: str, now: datetime
) -> InvitationPage:
    return InvitationPage(
        organisation=organisation.display_name,
        role=invitation.role,
        email=mask_email(invitation.email),
        expires_at=invitation.expires_at,
        is_open=invitation.is_open(now) and organisation.state is not OrganisationState.CLOSED,
        is_for_actor=actor is not None and bool(policy.may_accept(actor, invitation)),
        is_signed_in=actor is not None,
        path=path,
    )
