"""The front hall: home per role, the server's time, health."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor, maybe_actor, session_end
from incubator.audit.policy import may_read_trail
from incubator.core.dates import in_kst
from incubator.db.session import session_now
from incubator.notifications.queries import count_unread
from incubator.portal.pages.home import home_page
from incubator.portal.pages.navigation import navigation_for
from incubator.portal.queries import find_trouble
from incubator.settings import data_dir
from incubator.web import clock
from incubator.web.access import door, public
from incubator.web.i18n import chosen_locale

bp = Blueprint("portal", __name__)


@bp.get("/")
@public
def front() -> ResponseReturnValue:
    """Signed-in people start at what waits for them, visitors at the calls."""
    return redirect(url_for("portal.home") if maybe_actor() else url_for("programs.calls"))


@bp.get("/home")
@door(needs="signed_in")
def home() -> ResponseReturnValue:
    """What waits for the person who is signed in."""
    return render_template("portal/home.html", page=home_page(session_now(), current_actor(), clock.now()))


@bp.get("/time")
@public
def server_time() -> ResponseReturnValue:
    """The clock that decides about deadlines, for the clock on the page."""
    return jsonify(now=in_kst(clock.now()).isoformat())


@bp.get("/healthz")
@public
def healthz() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@bp.get("/readyz")
@public
def readyz() -> ResponseReturnValue:
    """The database answers, is at the head migration, and the outbox is not stuck."""
    head = (data_dir("migrations") / "HEAD").read_text().strip()
    problems = find_trouble(session_now(), clock.now(), head=head)
    return jsonify(status="ok" if not problems else "not ready", problems=problems), 503 if problems else 200


@bp.app_context_processor
def page_context() -> dict[str, Any]:
    """What every page may show about the person and the moment."""
    actor = maybe_actor()
    return {
        "actor": actor,
        "locale": chosen_locale(),
        "may_read_trail": actor is not None and bool(may_read_trail(actor)),
        "navigation": navigation_for(actor, request.path),
        "server_now": in_kst(clock.now()),
        "session_ends_at": session_end(),
        "unread_count": count_unread(session_now(), actor.user_id) if actor else 0,
    }
