"""The operator makes an account for a member of staff or an expert; its owner chooses the password by mail."""

from __future__ import annotations

import secrets
from datetime import datetime
from uuid import UUID

from incubator.accounts import queries
from incubator.accounts.actor import by_the_clock
from incubator.accounts.events import UserRegistered
from incubator.accounts.models import ProofPurpose, User
from incubator.accounts.roles import Role
from incubator.accounts.rules import check_name, email_key, read_email
from incubator.accounts.usecases.add_proof import add_proof
from incubator.accounts.usecases.grant_role import grant_role
from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.ports import passwords


def invite_user(
    *, email: str, name: str, role: Role, reason: str, now: datetime, branch_id: UUID | None = None
) -> UUID:
    """Find or make the account, grant the role (for one branch, or for everything), send the link to choose a password.

    Raises Invalid.
    """
    name, email = check_name(name), read_email(email)
    unguessable = passwords.hash_password(secrets.token_urlsafe(32))
    with unit_of_work() as work:
        stamp = by_the_clock(now)
        user = queries.find_user_by_email(work.session, email)
        if user is None:
            user = User(
                id=new_id(),
                email=email,
                email_key=email_key(email),
                name=name,
                password_hash=unguessable,
                created_at=now,
            )
            work.session.add(user)
            work.session.flush()
            work.record(UserRegistered(stamp=stamp, reason=reason, user_id=user.id))
        grant_role(
            by=None,
            stamp=stamp,
            user_id=user.id,
            role=role,
            branch_id=branch_id,
            starts_at=now,
            reason=reason,
            now=now,
        )
        add_proof(work, user, ProofPurpose.RESET_PASSWORD, address=None, now=now)
        return user.id
