"""A signed-in person chooses a new password."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts import queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import PasswordChanged
from incubator.accounts.models import AttemptOutcome, ProofPurpose
from incubator.accounts.rules import check_password
from incubator.accounts.usecases.add_proof import void_proofs
from incubator.accounts.usecases.end_session import close_sessions
from incubator.accounts.usecases.open_session import add_session
from incubator.accounts.usecases.sign_in import Opened, close_attempt, is_right, open_attempt
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.ports import passwords


def change_password(*, actor: Actor, current: str, password: str, agent: str, now: datetime) -> Opened:
    """End every session, open a new one for this device; returns its reference.

    Wrong guesses of the present password count like failed sign-ins.  Raises TooMany, Invalid.
    """
    session = session_now()
    user = queries.get_user(session, actor.user_id)
    key, stored = user.email_key, user.password_hash
    session.rollback()
    attempt_id = open_attempt(key=key, address=actor.address, now=now)
    if not is_right(attempt_id, stored, current):
        raise Invalid(text("지금 비밀번호가 맞지 않습니다."), field="current")
    close_attempt(attempt_id, AttemptOutcome.SUCCEEDED)
    check_password(password, email=actor.email, name=actor.name, is_privileged=actor.is_privileged)
    hashed = passwords.hash_password(password)
    with unit_of_work() as work:
        user = queries.get_user_for_change(work.session, actor.user_id)
        user.change_password(hashed, at=now)
        void_proofs(work, user.id, ProofPurpose.RESET_PASSWORD, now=now)
        close_sessions(work, user_id=user.id, now=now)
        token, _ = add_session(work, user_id=user.id, address=actor.address, agent=agent, now=now)
        work.record(PasswordChanged(stamp=actor.stamp(now), user_id=user.id))
    return Opened(token, actor.user_id)
