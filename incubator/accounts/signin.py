"""Who is at the door.  The signed cookie carries a random reference; everything else is in the database."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import Flask, current_app, g, request
from flask import session as cookie
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user  # noqa: TID251 (its home)

from incubator.accounts.actor import Actor
from incubator.accounts.queries import find_signed_in
from incubator.accounts.usecases.open_session import TOUCH_EVERY, touch_session
from incubator.core.errors import Forbidden
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web import clock

BACKGROUND = "X-Background"
"""Header of a request no person made (polling): it does not keep a session alive."""


class SignedIn(UserMixin):
    """What Flask-Login holds: the reference of the session and the actor it stands for."""

    def __init__(self, token: str, actor: Actor, ends_at: datetime | None) -> None:
        self.token = token
        self.actor = actor
        self.ends_at = ends_at

    def get_id(self) -> str:
        return self.token


def current_actor() -> Actor:
    """The signed-in person.  Raises Forbidden for nobody: a locked door never lets it come so far."""
    actor = maybe_actor()
    if actor is None:
        raise Forbidden(text("로그인이 필요합니다."))
    return actor


def maybe_actor() -> Actor | None:
    """The signed-in person, or None on a public page."""
    return current_user.actor if current_user.is_authenticated else None


def session_end() -> datetime | None:
    """When the present session ends if nothing more happens."""
    return current_user.ends_at if current_user.is_authenticated else None


def client_address() -> str | None:
    return request.remote_addr


def keep_session(token: str) -> Actor:
    """Sign a person in on this device under a new reference; whatever the cookie held before is dropped."""
    cookie.clear()
    g.pop(current_app.config["WTF_CSRF_FIELD_NAME"], None)  # made for the old cookie earlier in this request
    signed_in = _load(token)
    if signed_in is None:
        raise Forbidden(text("로그인이 필요합니다."))
    login_user(signed_in)
    return signed_in.actor


def cookie_reference() -> str | None:
    """The reference the cookie holds, be its session over or not."""
    reference = cookie.get("_user_id")
    return reference if isinstance(reference, str) else None


def end_cookie() -> None:
    """Forget the reference on this device; the row is ended by the use case."""
    logout_user()
    cookie.clear()


def _load(token: str) -> SignedIn | None:
    now = clock.now()
    found = find_signed_in(session_now(), token, now, client_address())
    if found is None:
        return None
    actor, seen_at, ends_at = found
    g.touch = None
    if BACKGROUND not in request.headers and now - seen_at >= TOUCH_EVERY:
        g.touch = (actor.session_id, now)
    return SignedIn(token, actor, ends_at)


def _touch(response: Any) -> Any:
    touch = g.pop("touch", None)
    if touch:
        touch_session(session_id=touch[0], now=touch[1])
    return response


def init_app(app: Flask) -> None:
    manager = LoginManager(app)
    manager.session_protection = None  # the reference is random and its row knows address and agent
    manager.user_loader(_load)
    app.after_request(_touch)
