"""Leave on this device."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts.actor import Actor
from incubator.accounts.events import UserSignedOut
from incubator.accounts.usecases.end_session import close_sessions
from incubator.db.unit_of_work import unit_of_work


def sign_out(*, actor: Actor, now: datetime) -> None:
    """End the present session's row: the old cookie is worth nothing from now on."""
    if actor.session_id is None:
        return
    with unit_of_work() as work:
        close_sessions(work, user_id=actor.user_id, now=now, only=actor.session_id)
        work.record(UserSignedOut(stamp=actor.stamp(now), user_id=actor.user_id, session_id=actor.session_id))
