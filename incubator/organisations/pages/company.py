"""What the pages about a company itself show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_branches, list_users
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.core.masking import mask_address, mask_birth_date, mask_email, mask_name, mask_phone
from incubator.core.text import Text, text
from incubator.organisations import policy, queries, rules
from incubator.organisations.models import Organisation
from incubator.organisations.rules import Details, OrganisationKind, Succession
from incubator.organisations.rules.industries import division_of
from incubator.organisations.workflow import OrganisationState


@dataclass(frozen=True)
class Tab:
    label: Text
    url: str
    current: bool
    count: int | None = None


@dataclass(frozen=True)
class Card:
    """One of my companies in the list and in the switcher."""

    id: UUID
    name: str
    kind: OrganisationKind
    state: OrganisationState
    brn: str
    role: Role
    is_representative: bool


@dataclass(frozen=True)
class Facts:
    """What is known of a company, as shown: numbers with hyphens, personal fields perhaps masked."""

    name: str
    display_name: str
    kind: OrganisationKind
    state: OrganisationState
    verified_at: datetime | None
    brn: str
    corporate_no: str
    representative_name: str
    representative_born_on: str
    co_representatives: str
    opened_on: date | None
    incorporated_on: date | None
    ksic: str
    industry: Text | None
    region: Text
    postcode: str
    address: str
    phone: str
    email: str
    homepage: str
    branch: str
    branch_en: str
    updated_at: datetime | None


@dataclass(frozen=True)
class Frame:
    """The head of every page of one company."""

    id: UUID
    name: str
    kind: OrganisationKind
    state: OrganisationState
    tabs: tuple[Tab, ...]
    others: tuple[Card, ...]
    may_edit: bool
    may_manage: bool
    is_representative: bool
    has_representative: bool
    is_closed: bool


@dataclass(frozen=True)
class DetailPage:
    frame: Frame
    facts: Facts
    warnings: tuple[Text, ...]
    role: Role
    may_found: bool
    representative: str
    former: tuple[FormerLine, ...]


@dataclass(frozen=True)
class FormerLine:
    """What the company was before."""

    kind: OrganisationKind
    name: str
    brn: str
    opened_on: date | None
    until_on: date
    succession: Succession


@dataclass(frozen=True)
class Difference:
    """One field two people changed: what is stored and what this person wrote."""

    field: str
    theirs: str
    mine: str


def cards(session: Session, actor: Actor, *, with_closed: bool = False) -> tuple[Card, ...]:
    """My companies; one statement whatever their number."""
    return tuple(
        Card(
            id=item.id,
            name=item.display_name,
            kind=item.kind,
            state=item.state,
            brn=rules.format_brn(item.brn),
            role=role_in(actor, item.id),
            is_representative=item.representative_user_id == actor.user_id,
        )
        for item in queries.list_for_member(session, actor, with_closed=with_closed)
    )


def role_in(actor: Actor, organisation_id: UUID) -> Role:
    """The strongest role of a member."""
    return next(role for role in ORGANISATION_ROLES if actor.is_for_organisation(role, organisation_id))


def frame(session: Session, actor: Actor, organisation: Organisation, current: str) -> Frame:
    base = f"/organisations/{organisation.id}"
    tabs = (
        Tab(text("기업 정보"), base, current == "detail"),
        Tab(text("구성원"), f"{base}/members", current == "members"),
        Tab(text("기업 서류함"), f"{base}/wallet", current == "wallet"),
        Tab(text("이력"), f"{base}/timeline", current == "timeline"),
    )
    return Frame(
        id=organisation.id,
        name=organisation.display_name,
        kind=organisation.kind,
        state=organisation.state,
        tabs=tabs,
        others=tuple(card for card in cards(session, actor) if card.id != organisation.id),
        may_edit=bool(policy.may_edit(actor, organisation)),
        may_manage=bool(policy.may_manage_members(actor, organisation)),
        is_representative=organisation.representative_user_id == actor.user_id,
        has_representative=organisation.representative_user_id is not None,
        is_closed=organisation.state is OrganisationState.CLOSED,
    )


def facts(session: Session, organisation: Organisation, *, masked: bool) -> Facts:
    """With `masked` the personal fields follow the one masking table."""
    branch = next((item for item in list_branches(session) if item.id == organisation.branch_id), None)
    born = organisation.representative_born_on
    address = f"{organisation.address} {organisation.address_detail}".strip()
    return Facts(
        name=organisation.name,
        display_name=organisation.display_name,
        kind=organisation.kind,
        state=organisation.state,
        verified_at=organisation.verified_at,
        brn=rules.format_brn(organisation.brn),
        corporate_no=rules.format_corporate_no(organisation.corporate_no),
        representative_name=mask_name(organisation.representative_name) if masked else organisation.representative_name,
        representative_born_on=(mask_birth_date(born) if masked else born.isoformat()) if born else "",
        co_representatives=_mask_names(organisation.co_representatives) if masked else organisation.co_representatives,
        opened_on=organisation.opened_on,
        incorporated_on=organisation.incorporated_on,
        ksic=organisation.ksic or "",
        industry=division_of(organisation.ksic or ""),
        region=rules.region_name(organisation.region),
        postcode=organisation.postcode,
        address=mask_address(address) if masked else address,
        phone=mask_phone(organisation.phone) if masked else rules.format_phone(organisation.phone),
        email=mask_email(organisation.email) if masked else organisation.email,
        homepage=organisation.homepage,
        branch=branch.name if branch else "",
        branch_en=branch.name_en if branch else "",
        updated_at=organisation.updated_at or organisation.created_at,
    )


def _mask_names(names: str) -> str:
    return ", ".join(mask_name(name) for name in names.split(",") if name.strip())


def detail_page(session: Session, actor: Actor, organisation: Organisation) -> DetailPage:
    later = organisation.kind is not OrganisationKind.CORPORATION
    head = frame(session, actor, organisation, "detail")
    named = organisation.representative_user_id
    people = list_users(session, [named]) if named else []
    return DetailPage(
        frame=head,
        facts=facts(session, organisation, masked=False),
        warnings=rules.warnings_of(organisation.kind, organisation.details()),
        role=role_in(actor, organisation.id),
        may_found=later and head.may_manage,
        representative=people[0].name if people else "",
        former=former_lines(session, organisation.id),
    )


def former_lines(session: Session, organisation_id: UUID) -> tuple[FormerLine, ...]:
    """Newest first."""
    return tuple(
        FormerLine(row.kind, row.name, rules.format_brn(row.brn), row.opened_on, row.until_on, row.succession)
        for row in queries.list_former_identities(session, organisation_id)
    )


def differences(theirs: Details, mine: Details) -> tuple[Difference, ...]:
    """Fields that differ between what is stored now and what was typed, in the form's order."""
    stored, typed = theirs.values(), mine.values()
    return tuple(
        Difference(key, str(stored[key] or ""), str(typed[key] or "")) for key in stored if stored[key] != typed[key]
    )
