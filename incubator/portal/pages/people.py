"""People and their roles, as the administrator and the reviewers of rights see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor
from incubator.accounts.models import RoleGrant, User
from incubator.accounts.queries import GrantFilter, PeopleFilter
from incubator.accounts.roles import OUTSIDE_ROLES, STAFF_ROLES, Role
from incubator.accounts.rules import GrantTerm, is_confirmed, term_of
from incubator.accounts.workflow import UserState
from incubator.core.books import Book
from incubator.core.masking import mask_email, mask_name, mask_phone
from incubator.core.phones import format_phone
from incubator.core.text import Text, text
from incubator.db.pages import Page

PLACES = ("organisation", "program", "branch")
WHOLE = text("센터 전체")
NOBODY = UUID(int=0)
BY_RULE: Mapping[str, Text] = {
    "organisation.registered": text("기업을 등록함"),
    "invitation.accepted": text("초대를 수락함"),
    "member.role_changed": text("기업 관리자가 역할을 바꿈"),
    "user.closed": text("계정을 닫음"),
}
"""Reasons the program itself wrote, in words."""


@dataclass(frozen=True)
class GrantLine:
    id: UUID
    user_id: UUID
    person: str
    role: Role
    place: Text | str
    starts_at: datetime
    ends_at: datetime | None
    term: GrantTerm
    reason: Text | str
    giver: str
    revoked_at: datetime | None
    taker: str
    may_revoke: bool


@dataclass(frozen=True)
class PersonLine:
    id: UUID
    name: str
    email: str
    state: UserState
    roles: tuple[tuple[Role, Text | str], ...]
    seen_at: datetime | None


@dataclass(frozen=True)
class PeoplePage:
    lines: tuple[PersonLine, ...]
    page: Page[Any]
    may_invite: bool


@dataclass(frozen=True)
class GrantsPage:
    lines: tuple[GrantLine, ...]
    page: Page[Any]


@dataclass(frozen=True)
class PersonPage:
    id: UUID
    name: str
    email: str
    phone: str
    state: UserState
    is_masked: bool
    proven_at: datetime | None
    created_at: datetime
    seen_at: datetime | None
    devices: int
    grants: tuple[GrantLine, ...]
    may: frozenset[str]
    asks_password: bool

    @property
    def has_panel(self) -> bool:
        """Whether anything is offered that asks for a reason."""
        return bool(self.may - {"grant"})


def people_page(
    session: Session, actor: Actor, wanted: PeopleFilter, books: Mapping[str, Book], now: datetime, *, number: int
) -> PeoplePage:
    """The same statements whatever the number of people.  Raises Forbidden."""
    page = queries.list_people(session, actor, wanted, now, number=number)
    ids = [user.id for user in page.items]
    grants = [grant for grant in queries.list_grants_of(session, ids) if _term(grant, now) is GrantTerm.PRESENT]
    places = _places(session, grants, books)
    seen = queries.last_seen(session, ids)
    lines = []
    for user in page.items:
        held = [grant for grant in grants if grant.user_id == user.id]
        lines.append(
            PersonLine(
                user.id,
                shown_name(user.name, {grant.role for grant in held}),
                mask_email(user.email),
                user.state,
                tuple((grant.role, _place(grant, places)) for grant in held),
                seen.get(user.id),
            )
        )
    return PeoplePage(tuple(lines), page, bool(policy.may_invite_user(actor)))


def shown_name(name: str, roles: Collection[Role]) -> str:
    """Who works in or for the centre by name, everybody else masked."""
    return name if set(roles) & (STAFF_ROLES | OUTSIDE_ROLES) else mask_name(name)


def grants_page(
    session: Session, actor: Actor, wanted: GrantFilter, books: Mapping[str, Book], now: datetime, *, number: int
) -> GrantsPage:
    page = queries.list_grants(session, actor, wanted, now, number=number)
    known = _Known(actor, now, _places(session, [row[0] for row in page.items], books))
    lines = (_line(known, grant, user, giver, taker) for grant, user, giver, taker in page.items)
    return GrantsPage(tuple(lines), page)


def person_page(
    session: Session, actor: Actor, user_id: UUID, books: Mapping[str, Book], now: datetime, *, masked: bool
) -> PersonPage:
    """Raises Forbidden, NotFound."""
    policy.may_read_people(actor).enforce()
    user = queries.get_user(session, user_id)
    grants = queries.list_grants_of(session, [user_id])
    known = _Known(actor, now, _places(session, grants, books))
    others = {one.id: one.name for one in queries.list_users(session, _hands(grants))}
    lines = tuple(
        _line(known, grant, user, others.get(grant.granted_by or NOBODY), others.get(grant.revoked_by or NOBODY))
        for grant in grants
    )
    roles = {line.role for line in lines if line.term is GrantTerm.PRESENT}
    return PersonPage(
        id=user.id,
        name=shown_name(user.name, roles) if masked else user.name,
        email=mask_email(user.email) if masked else user.email,
        phone=(mask_phone(user.phone) if masked else format_phone(user.phone)) if user.phone else "",
        state=user.state,
        is_masked=masked,
        proven_at=user.email_proven_at,
        created_at=user.created_at,
        seen_at=queries.last_seen(session, [user_id]).get(user_id),
        devices=len(queries.list_open_sessions(session, user_id)),
        grants=lines,
        may=_acts(actor, user),
        asks_password=not is_confirmed(actor.authenticated_at, now),
    )


def _acts(actor: Actor, user: User) -> frozenset[str]:
    """What this person may do with that account, in its present state."""
    active, other = user.state is UserState.ACTIVE, user.id != actor.user_id
    offered = {
        "reveal": other and bool(policy.may_reveal_person(actor)),
        "grant": active and other and bool(policy.may_invite_user(actor)),
        "suspend": active and bool(policy.may_suspend_user(actor, user_id=user.id)),
        "restore": user.state is UserState.SUSPENDED and bool(policy.may_restore_user(actor, user_id=user.id)),
        "end_sessions": other and bool(policy.may_end_sessions_of(actor, user_id=user.id)),
        "password_link": active and other and bool(policy.may_send_password_link(actor)),
    }
    return frozenset(name for name, is_offered in offered.items() if is_offered)


def _hands(grants: Sequence[RoleGrant]) -> list[UUID]:
    return list({one for grant in grants for one in (grant.granted_by, grant.revoked_by) if one})


@dataclass(frozen=True)
class _Known:
    """What the rows are told with: who reads, when, and what places and people are called."""

    actor: Actor
    now: datetime
    places: Mapping[UUID, Text | str]


def _line(known: _Known, grant: RoleGrant, user: User, giver: str | None, taker: str | None) -> GrantLine:
    term = _term(grant, known.now)
    hands = STAFF_ROLES if grant.organisation_id is None else frozenset()
    may_take = term is not GrantTerm.OVER and grant.organisation_id is None
    return GrantLine(
        id=grant.id,
        user_id=user.id,
        person=shown_name(user.name, {grant.role}),
        role=grant.role,
        place=_place(grant, known.places),
        starts_at=grant.starts_at,
        ends_at=grant.ends_at,
        term=term,
        reason=BY_RULE.get(grant.reason, grant.reason),
        giver=shown_name(giver or "", hands),
        revoked_at=grant.revoked_at,
        taker=shown_name(taker or "", hands),
        may_revoke=may_take and bool(policy.may_invite_user(known.actor)),
    )


def _term(grant: RoleGrant, now: datetime) -> GrantTerm:
    return term_of(starts_at=grant.starts_at, ends_at=grant.ends_at, revoked_at=grant.revoked_at, now=now)


def _places(session: Session, grants: Sequence[RoleGrant], books: Mapping[str, Book]) -> dict[UUID, Text | str]:
    """One statement for each kind of place."""
    found: dict[UUID, Text | str] = {}
    for kind in PLACES:
        ids = {getattr(grant, f"{kind}_id") for grant in grants} - {None}
        if ids:
            found |= {one: named.name for one, named in books[kind].names(session, sorted(ids)).items()}
    return found


def _place(grant: RoleGrant, places: Mapping[UUID, Text | str]) -> Text | str:
    place_id = grant.organisation_id or grant.program_id or grant.branch_id
    return places.get(place_id, "?") if place_id else WHOLE
