"""Reading people and their grants for those who run the house."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from incubator.accounts import policy
from incubator.accounts.actor import Actor
from incubator.accounts.models import RoleGrant, User, UserSession
from incubator.accounts.queries.people import in_force
from incubator.accounts.roles import ORGANISATION_ROLES, OUTSIDE_ROLES, STAFF_ROLES, Role
from incubator.accounts.rules import Circle, GrantTerm, email_key
from incubator.accounts.workflow import UserState
from incubator.core.dates import end_of_day, start_of_day
from incubator.db.pages import Page, paginate


@dataclass(frozen=True)
class PeopleFilter:
    """What to look for; empty leaves a criterion out.  `words` is a part of the name or the whole address."""

    words: str = ""
    circle: Circle | None = None
    role: Role | None = None
    state: UserState | None = None


@dataclass(frozen=True)
class GrantFilter:
    """Days are Korean days, both included; they are compared with when the role was given or taken back."""

    words: str = ""
    role: Role | None = None
    term: GrantTerm | None = None
    first_on: date | None = None
    last_on: date | None = None
    with_companies: bool = False


def list_people(session: Session, actor: Actor, wanted: PeopleFilter, now: datetime, *, number: int) -> Page[User]:
    """By name, those in use first.  Raises Forbidden."""
    policy.may_read_people(actor).enforce()
    statement = select(User).where(*_wanted_people(wanted, now)).order_by(User.name, User.id)
    return paginate(session, statement, number=number)


def _wanted_people(wanted: PeopleFilter, now: datetime) -> list[ColumnElement[bool]]:
    conditions = [matches_person(wanted.words)] if wanted.words else []
    if wanted.state:
        conditions.append(User.state == wanted.state)
    if wanted.role:
        conditions.append(_holds([wanted.role], now))
    if wanted.circle is Circle.STAFF:
        conditions.append(_holds(STAFF_ROLES, now))
    if wanted.circle is Circle.OUTSIDE:
        conditions.append(_holds(OUTSIDE_ROLES, now))
    if wanted.circle is Circle.FOUNDERS:
        conditions.append(~_holds(STAFF_ROLES | OUTSIDE_ROLES, now))
    return conditions


def _holds(roles: Collection[Role], now: datetime) -> ColumnElement[bool]:
    return User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(roles), *in_force(now)))


def matches_person(words: str) -> ColumnElement[bool]:
    """A part of the name, or the whole address."""
    return or_(User.name.contains(words.strip(), autoescape=True), User.email_key == email_key(words))


def find_person_ids(session: Session, words: str, *, most: int = 200) -> list[UUID]:
    """Ids of the people a search means; the caller has asked its own policy."""
    return list(session.scalars(select(User.id).where(matches_person(words)).order_by(User.id).limit(most)))


def list_grants_of(session: Session, user_ids: Sequence[UUID]) -> list[RoleGrant]:
    """Every grant these people have or had, the newest first."""
    if not user_ids:
        return []
    statement = select(RoleGrant).where(RoleGrant.user_id.in_(user_ids))
    return list(session.scalars(statement.order_by(RoleGrant.starts_at.desc(), RoleGrant.id.desc())))


def list_grants(session: Session, actor: Actor, wanted: GrantFilter, now: datetime, *, number: int) -> Page[Any]:
    """`(RoleGrant, person, who gave, who took back)`, the newest first.  Raises Forbidden."""
    policy.may_read_people(actor).enforce()
    giver, taker = aliased(User), aliased(User)
    statement: Any = (
        select(RoleGrant, User, giver.name, taker.name)
        .join(User, User.id == RoleGrant.user_id)
        .outerjoin(giver, giver.id == RoleGrant.granted_by)
        .outerjoin(taker, taker.id == RoleGrant.revoked_by)
        .where(*_wanted_grants(wanted, now))
        .order_by(RoleGrant.starts_at.desc(), RoleGrant.id.desc())
    )
    return paginate(session, statement, number=number, scalars=False)


def _wanted_grants(wanted: GrantFilter, now: datetime) -> list[ColumnElement[bool]]:
    conditions = [matches_person(wanted.words)] if wanted.words else []
    if not wanted.with_companies:
        conditions.append(RoleGrant.role.not_in(ORGANISATION_ROLES))
    if wanted.role:
        conditions.append(RoleGrant.role == wanted.role)
    if wanted.term is GrantTerm.PRESENT:
        conditions += in_force(now)
    if wanted.term is GrantTerm.COMING:
        conditions += [RoleGrant.revoked_at.is_(None), RoleGrant.starts_at > now]
    if wanted.term is GrantTerm.OVER:
        conditions.append(or_(RoleGrant.revoked_at.is_not(None), RoleGrant.ends_at <= now))
    if wanted.first_on:
        first = start_of_day(wanted.first_on)
        conditions.append(or_(RoleGrant.starts_at >= first, RoleGrant.revoked_at >= first))
    if wanted.last_on:
        last = end_of_day(wanted.last_on)
        conditions.append(or_(RoleGrant.starts_at < last, RoleGrant.revoked_at < last))
    return conditions


def last_seen(session: Session, user_ids: Sequence[UUID]) -> dict[UUID, datetime]:
    """{person: when last active}; nobody who never signed in."""
    rows = session.execute(
        select(UserSession.user_id, func.max(UserSession.seen_at))
        .where(UserSession.user_id.in_(user_ids))
        .group_by(UserSession.user_id)
    )
    return {row[0]: row[1] for row in rows}


def find_lost_grant(session: Session, user_id: UUID, since: datetime, now: datetime) -> RoleGrant | None:
    """The role the person has lost last, by revocation or by its end, after `since`."""
    ended = and_(RoleGrant.revoked_at.is_(None), RoleGrant.ends_at > since, RoleGrant.ends_at <= now)
    statement = select(RoleGrant).where(RoleGrant.user_id == user_id, or_(RoleGrant.revoked_at > since, ended))
    lost_at = func.coalesce(RoleGrant.revoked_at, RoleGrant.ends_at)
    return session.scalar(statement.order_by(lost_at.desc(), RoleGrant.id).limit(1))
