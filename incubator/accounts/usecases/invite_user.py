"""Make an account for a member of staff or an expert; its owner chooses the password by mail."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor, by_the_clock
from incubator.accounts.events import UserRegistered
from incubator.accounts.models import ProofPurpose, User
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.accounts.rules import check_name, email_key, read_email
from incubator.accounts.usecases.add_proof import add_proof
from incubator.accounts.usecases.grant_role import grant_role
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.events import Stamp
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.ports import passwords


def invite_user(
    *,
    email: str,
    name: str,
    role: Role,
    reason: str,
    now: datetime,
    by: Actor | None = None,
    branch_id: UUID | None = None,
    program_id: UUID | None = None,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    stamp: Stamp | None = None,
) -> UUID:
    """Find or make the account, grant the role, send the link to choose a password; returns the person's id.

    The role is for one branch, one program, or for everything.  Somebody who has an account in use keeps the password
    and is told of the role.  `by=None` is the operator at the command line, or, with `stamp`, a use case that has asked
    its own policy.  Raises Forbidden, Invalid, RuleBroken.
    """
    if by is not None:
        policy.may_invite_user(by).enforce()
    if role in ORGANISATION_ROLES:
        raise Invalid(text("기업의 구성원은 기업 관리자가 초대합니다."), field="role")
    name, email = check_name(name), read_email(email)
    unguessable = passwords.hash_password(secrets.token_urlsafe(32))
    with unit_of_work() as work:
        stamp = stamp or (by.stamp(now) if by else by_the_clock(now))
        is_operator = by is None and stamp.actor_id is None
        user = queries.find_user_by_email(work.session, email)
        if user is None:
            user = _enter(work, email=email, name=name, password_hash=unguessable, reason=reason, stamp=stamp)
        grant_role(
            by=by,
            stamp=stamp,
            user_id=user.id,
            role=role,
            branch_id=branch_id,
            program_id=program_id,
            starts_at=starts_at or now,
            ends_at=ends_at,
            reason=reason,
            now=now,
        )
        if is_operator or user.email_proven_at is None:
            add_proof(work, user, ProofPurpose.RESET_PASSWORD, address=None, now=now)
        return user.id


def _enter(work: Work, *, email: str, name: str, password_hash: str, reason: str, stamp: Stamp) -> User:
    user = User(
        id=new_id(),
        email=email,
        email_key=email_key(email),
        name=name,
        password_hash=password_hash,
        created_at=stamp.at,
    )
    work.session.add(user)
    try:
        work.session.flush()
    except IntegrityError as error:  # two invite the same address at once: the faster one has made the account
        raise RuleBroken(
            text("방금 다른 사람이 같은 주소를 초대했습니다."), how=text("다시 누르시면 그 계정에 역할을 드립니다.")
        ) from error
    work.record(UserRegistered(stamp=stamp, reason=reason, user_id=user.id))
    return user
