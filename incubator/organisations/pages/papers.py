"""What the wallet and the page of staff show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.chapters import Chapter, Holding, Side
from incubator.core.dates import day_in_kst
from incubator.core.masking import mask_email, mask_name
from incubator.core.text import Text
from incubator.documents.queries import list_files
from incubator.documents.workflow import FileState
from incubator.organisations import policy, queries
from incubator.organisations.models import Organisation
from incubator.organisations.pages.company import Facts, FormerLine, Frame, facts, former_lines, frame
from incubator.organisations.pages.register import Register, register_of
from incubator.organisations.pages.timeline import Timeline, holdings_of, timeline_of
from incubator.organisations.queries import Member
from incubator.organisations.rules import WalletKind
from incubator.organisations.workflow import OrganisationState


@dataclass(frozen=True)
class WalletItem:
    id: UUID
    kind: WalletKind
    title: str
    file_name: str
    size: int
    issued_on: date
    expires_on: date | None
    counts: bool
    is_clean: bool


@dataclass(frozen=True)
class WalletPage:
    frame: Frame
    items: tuple[WalletItem, ...]
    accepts: Text
    extensions: str


@dataclass(frozen=True)
class StaffPage:
    id: UUID
    facts: Facts
    is_masked: bool
    may_reveal: bool
    may_verify: bool
    members: tuple[Member, ...]
    wallet: tuple[WalletItem, ...]
    has_representative: bool
    may_close: bool
    former: tuple[FormerLine, ...]
    holdings: tuple[Holding, ...]
    timeline: Timeline
    register: Register | None


def wallet_items(session: Session, organisation_id: UUID, now: datetime) -> tuple[WalletItem, ...]:
    documents = queries.list_wallet(session, organisation_id)
    files = {item.id: item for item in list_files(session, [document.file_id for document in documents])}
    today = day_in_kst(now)
    return tuple(
        WalletItem(
            id=item.id,
            kind=item.kind,
            title=item.title,
            file_name=files[item.file_id].name,
            size=files[item.file_id].size,
            issued_on=item.issued_on,
            expires_on=item.expires_on,
            counts=item.counts_on(today),
            is_clean=files[item.file_id].state is FileState.CLEAN,
        )
        for item in documents
    )


def wallet_page(
    session: Session, actor: Actor, organisation: Organisation, *, accepts: Text, extensions: str, now: datetime
) -> WalletPage:
    items = wallet_items(session, organisation.id, now)
    return WalletPage(frame(session, actor, organisation, "wallet"), items, accepts, extensions)


def staff_page(
    session: Session,
    actor: Actor,
    organisation: Organisation,
    chapters: tuple[Chapter, ...],
    *,
    masked: bool,
    number: int,
    now: datetime,
) -> StaffPage:
    """`number`: which page of the timeline."""
    side = Side(actor, is_staff=True)
    members = queries.list_members(session, organisation.id, now)
    return StaffPage(
        id=organisation.id,
        facts=facts(session, organisation, masked=masked),
        is_masked=masked,
        may_reveal=bool(policy.may_reveal(actor, organisation)),
        may_verify=bool(policy.may_verify(actor, organisation)),
        members=tuple(_shown(member, masked=masked) for member in members),
        wallet=wallet_items(session, organisation.id, now),
        has_representative=organisation.representative_user_id is not None,
        may_close=organisation.state is not OrganisationState.CLOSED and bool(policy.may_close(actor, organisation)),
        former=former_lines(session, organisation.id),
        holdings=holdings_of(session, side, organisation.id, chapters),
        timeline=timeline_of(session, side, organisation.id, chapters, number=number),
        register=register_of(session, actor, organisation, now),
    )


def _shown(member: Member, *, masked: bool) -> Member:
    if not masked:
        return member
    return Member(
        member.user_id,
        mask_name(member.name),
        mask_email(member.email),
        member.role,
        member.grant_id,
        member.since,
    )
