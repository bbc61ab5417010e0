"""Reading people, their roles and who is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from incubator.accounts.actor import Actor, Grant
from incubator.accounts.models import Branch, Consent, ConsentText, RoleGrant, User, UserSession, UserState
from incubator.accounts.roles import Role
from incubator.accounts.rules import email_key, session_ends_at, token_hash
from incubator.core.errors import or_not_found


def get_user(session: Session, user_id: UUID) -> User:
    """Raises NotFound."""
    return or_not_found(session.get(User, user_id))


def find_user(session: Session, user_id: UUID) -> User | None:
    return session.get(User, user_id)


def find_user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email_key == email_key(email)))


def list_users(session: Session, user_ids: Sequence[UUID]) -> list[User]:
    """The users of these ids, in no order."""
    return list(session.scalars(select(User).where(User.id.in_(user_ids)))) if user_ids else []


def list_grants_in_force(session: Session, user_id: UUID, now: datetime) -> list[RoleGrant]:
    return list(
        session.scalars(
            select(RoleGrant)
            .where(RoleGrant.user_id == user_id, *in_force(now))
            .order_by(RoleGrant.starts_at, RoleGrant.id)
        )
    )


def find_grant(
    session: Session,
    *,
    user_id: UUID,
    role: Role,
    now: datetime,
    organisation_id: UUID | None = None,
    program_id: UUID | None = None,
    branch_id: UUID | None = None,
) -> RoleGrant | None:
    """The grant of exactly this role and place in force at `now`."""
    return session.scalar(
        select(RoleGrant)
        .where(
            RoleGrant.user_id == user_id,
            RoleGrant.role == role,
            _same(RoleGrant.organisation_id, organisation_id),
            _same(RoleGrant.program_id, program_id),
            _same(RoleGrant.branch_id, branch_id),
            *in_force(now),
        )
        .limit(1)
    )


def _same(column: InstrumentedAttribute[UUID | None], value: UUID | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def in_force(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Neither over, nor taken back, nor still to come."""
    return (
        RoleGrant.revoked_at.is_(None),
        RoleGrant.starts_at <= now,
        or_(RoleGrant.ends_at.is_(None), RoleGrant.ends_at > now),
    )


def find_overlapping_grant(
    session: Session,
    *,
    user_id: UUID,
    role: Role,
    starts_at: datetime,
    ends_at: datetime | None,
    organisation_id: UUID | None,
    program_id: UUID | None,
    branch_id: UUID | None,
) -> RoleGrant | None:
    """A grant of exactly this role and place that shares a moment with the time from `starts_at` to `ends_at`."""
    statement = select(RoleGrant).where(
        RoleGrant.user_id == user_id,
        RoleGrant.role == role,
        _same(RoleGrant.organisation_id, organisation_id),
        _same(RoleGrant.program_id, program_id),
        _same(RoleGrant.branch_id, branch_id),
        RoleGrant.revoked_at.is_(None),
        or_(RoleGrant.ends_at.is_(None), RoleGrant.ends_at > starts_at),
    )
    if ends_at is not None:
        statement = statement.where(RoleGrant.starts_at < ends_at)
    return session.scalar(statement.order_by(RoleGrant.starts_at, RoleGrant.id).limit(1))


def lock_administrators(session: Session, now: datetime) -> set[UUID]:
    """Who administers now; their grants stay locked until the unit of work ends."""
    rows = session.execute(
        select(RoleGrant, User)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.role == Role.ADMIN, *in_force(now), User.state == UserState.ACTIVE)
        .order_by(RoleGrant.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {user.id for _, user in rows}


def get_branch(session: Session, branch_id: UUID) -> Branch:
    """Raises NotFound."""
    return or_not_found(session.get(Branch, branch_id))


def get_branch_for_change(session: Session, branch_id: UUID) -> Branch:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(Branch, branch_id, with_for_update=True))


def get_grant(session: Session, grant_id: UUID) -> RoleGrant:
    """Raises NotFound."""
    return or_not_found(session.get(RoleGrant, grant_id))


def get_grant_for_change(session: Session, grant_id: UUID) -> RoleGrant:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(RoleGrant, grant_id, with_for_update=True, populate_existing=True))


def list_members(session: Session, organisation_id: UUID, now: datetime) -> list[tuple[RoleGrant, User]]:
    """Grants in force of an organisation with their people, oldest first."""
    rows = session.execute(
        select(RoleGrant, User)
        .join(User, User.id == RoleGrant.user_id)
        .where(RoleGrant.organisation_id == organisation_id, *in_force(now))
        .order_by(RoleGrant.starts_at, RoleGrant.id)
    )
    return [(grant, user) for grant, user in rows]


def list_user_ids_with_role(
    session: Session,
    role: Role,
    now: datetime,
    *,
    organisation_id: UUID | None = None,
    program_id: UUID | None = None,
    branch_id: UUID | None = None,
) -> list[UUID]:
    """Active people holding the role now.

    For an organisation: exactly its own grants.  For a program or branch: grants bounded to it or unbounded.
    """
    statement = (
        select(RoleGrant.user_id)
        .join(User, User.id == RoleGrant.user_id)
        .where(
            RoleGrant.role == role,
            *in_force(now),
            User.state == UserState.ACTIVE,
        )
    )
    if organisation_id:
        statement = statement.where(RoleGrant.organisation_id == organisation_id)
    if program_id:
        statement = statement.where(or_(RoleGrant.program_id.is_(None), RoleGrant.program_id == program_id))
    if branch_id:
        statement = statement.where(or_(RoleGrant.branch_id.is_(None), RoleGrant.branch_id == branch_id))
    return list(session.scalars(statement.distinct()))


def get_user_for_change(session: Session, user_id: UUID) -> User:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(User, user_id, with_for_update=True))


def list_user_ids_with_consent(session: Session, key: str) -> list[UUID]:
    """Active, proven people whose consent to the text of this key is in force."""
    return list(
        session.scalars(
            select(Consent.user_id)
            .join(ConsentText, ConsentText.id == Consent.consent_text_id)
            .join(User, User.id == Consent.user_id)
            .where(
                ConsentText.key == key,
                Consent.withdrawn_at.is_(None),
                User.state == UserState.ACTIVE,
                User.email_proven_at.is_not(None),
            )
            .distinct()
        )
    )


def get_branch_by_code(session: Session, code: str) -> Branch:
    """Raises NotFound."""
    return or_not_found(session.scalar(select(Branch).where(Branch.code == code)))


def list_branches(session: Session) -> list[Branch]:
    return list(session.scalars(select(Branch).order_by(Branch.code)))


def actor_for(
    session: Session,
    user: User,
    now: datetime,
    *,
    session_id: UUID | None = None,
    address: str | None = None,
) -> Actor:
    """The person with the grants in force now."""
    grants = tuple(grant.as_grant() for grant in list_grants_in_force(session, user.id, now))
    return Actor(
        user_id=user.id,
        name=user.name,
        email=user.email,
        grants=grants,
        session_id=session_id,
        address=address,
        locale=user.locale,
    )


_sessions, _users, _grants = (cast("Table", kind.__table__) for kind in (UserSession, User, RoleGrant))
_SIGNED_IN = (
    select(
        _sessions.c.id, _sessions.c.created_at, _sessions.c.seen_at, _sessions.c.authenticated_at,
        _users.c.id.label("user_id"), _users.c.name, _users.c.email, _users.c.locale,
        _grants.c.role, _grants.c.organisation_id, _grants.c.program_id, _grants.c.branch_id,
    )
    .join(_users, _users.c.id == _sessions.c.user_id)
    .outerjoin(
        _grants,
        and_(
            _grants.c.user_id == _users.c.id,
            _grants.c.revoked_at.is_(None),
            _grants.c.starts_at <= bindparam("now"),
            or_(_grants.c.ends_at.is_(None), _grants.c.ends_at > bindparam("now")),
        ),
    )
    .where(
        _sessions.c.token_hash == bindparam("hash"), _sessions.c.ended_at.is_(None), _users.c.state == UserState.ACTIVE
    )
    .order_by(_grants.c.starts_at, _grants.c.id)
)  # fmt: skip
"""Asked at every request of a signed-in person: one statement, put together once, of the tables alone."""


def find_signed_in(
    session: Session, token: str, now: datetime, address: str | None
) -> tuple[Actor, datetime, datetime] | None:
    """The actor of a session reference, when it was last seen and when it will end.

    None when it has ended or the person may not come in.
    """
    rows = session.execute(_SIGNED_IN, {"hash": token_hash(token), "now": now}).all()
    if not rows:
        return None
    found = rows[0]
    actor = Actor(
        user_id=found.user_id,
        name=found.name,
        email=found.email,
        grants=tuple(Grant(row.role, row.organisation_id, row.program_id, row.branch_id) for row in rows if row.role),
        session_id=found.id,
        address=address,
        locale=found.locale,
        authenticated_at=found.authenticated_at,
    )
    ends_at = session_ends_at(
        created_at=found.created_at, seen_at=found.seen_at, is_staff=actor.is_staff, is_privileged=actor.is_privileged
    )
    return (actor, found.seen_at, ends_at) if now <= ends_at else None
