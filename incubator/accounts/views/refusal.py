"""A refusal says what the person has lost, and shows what was typed.

Somebody whose role ends while he works meets the refusal with the next request (quality.md AZ-05).  The page tells that
the role ended and when, and holds the text that was sent, to be copied: nothing of it was stored.
"""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from incubator.accounts import queries
from incubator.accounts.models import RoleGrant
from incubator.accounts.pages import KeptText
from incubator.accounts.roles import LABELS, ORGANISATION_ROLES
from incubator.accounts.signin import maybe_actor
from incubator.accounts.views.resume import typed_pairs
from incubator.core.dates import official_moment
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.errors import answer


def _refuse(error: DomainError) -> ResponseReturnValue:
    """The same for what is forbidden and for what is not there."""
    lost = _lost()
    typed = KeptText("", tuple(typed_pairs())).shown
    how = _how(lost) if lost else error.how
    return answer(error.status, error.message, how, field=error.field, typed=typed)


def _lost() -> RoleGrant | None:
    """The role that has ended since this person signed in on this device."""
    actor = maybe_actor()
    if actor is None or actor.session_id is None:
        return None
    session = session_now()
    device = queries.find_session(session, actor.session_id)
    return queries.find_lost_grant(session, actor.user_id, device.created_at, clock.now()) if device else None


def _how(lost: RoleGrant) -> Text:
    at = lost.revoked_at or lost.ends_at
    assert at is not None
    ask = text("기업 관리자") if lost.role in ORGANISATION_ROLES else text("시스템 관리자")
    return text(
        "로그인하신 뒤에 ‘%(role)s’ 역할이 끝났습니다(%(moment)s). 역할이 다시 필요하시면 %(ask)s에게 요청해 주세요.",
        role=LABELS[lost.role],
        moment=official_moment(at),
        ask=ask,
    )


def register(bp: Blueprint) -> None:
    bp.app_errorhandler(Forbidden)(_refuse)
    bp.app_errorhandler(NotFound)(_refuse)
