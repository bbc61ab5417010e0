"""The signed-in person types the password again (quality.md AU-14)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from incubator.accounts import queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import IdentityConfirmed
from incubator.accounts.models import AttemptOutcome, UserSession
from incubator.accounts.rules import is_confirmed
from incubator.accounts.usecases.sign_in import close_attempt, is_right, open_attempt
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work


def confirm_identity(*, actor: Actor, password: str, now: datetime) -> None:
    """From now on the session counts as freshly signed in.  Nothing happens when it does already.

    Wrong guesses count like failed sign-ins.  Raises Invalid (field `own_password`), TooMany.
    """
    if is_confirmed(actor.authenticated_at, now):
        return
    if not password:
        raise Invalid(
            text("역할을 바꾸는 일이라 본인 확인이 필요합니다. 지금 쓰시는 비밀번호를 적어 주세요."),
            field="own_password",
        )
    session = session_now()
    user = queries.get_user(session, actor.user_id)
    key, stored = user.email_key, user.password_hash
    session.rollback()
    attempt_id = open_attempt(key=key, address=actor.address, now=now)
    if not is_right(attempt_id, stored, password):
        raise Invalid(text("비밀번호가 맞지 않습니다."), field="own_password")
    close_attempt(attempt_id, AttemptOutcome.SUCCEEDED)
    with unit_of_work() as work:
        work.session.execute(
            update(UserSession)
            .where(UserSession.id == actor.session_id, UserSession.ended_at.is_(None))
            .values(authenticated_at=now)
        )
        work.record(IdentityConfirmed(stamp=actor.stamp(now), user_id=actor.user_id))
