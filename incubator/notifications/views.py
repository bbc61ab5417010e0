"""Doors: the inbox and what comes by mail."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.pages import Page
from incubator.db.session import session_now
from incubator.notifications import queries
from incubator.notifications.forms import preferences_form
from incubator.notifications.models import Notice
from incubator.notifications.rules import KINDS, Kind, NoticeKind, mode_of
from incubator.notifications.usecases.mark_read import mark_all_read, mark_read
from incubator.notifications.usecases.set_preferences import set_preferences
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import local_or, page_number

bp = Blueprint("notifications", __name__)


@dataclass(frozen=True)
class InboxPage:
    notices: Page[Notice]
    unread_only: bool
    unread: int


@dataclass(frozen=True)
class PreferencesPage:
    duties: tuple[Kind, ...]


@bp.get("/inbox")
@door(needs="signed_in")
def inbox() -> ResponseReturnValue:
    """Notices, newest first."""
    actor, session = current_actor(), session_now()
    unread_only = request.args.get("show") == "unread"
    page = InboxPage(
        queries.list_inbox(session, actor, unread_only=unread_only, number=page_number()),
        unread_only,
        queries.count_unread(session, actor.user_id),
    )
    return render_template("notifications/inbox.html", page=page)


@bp.post("/inbox/<uuid:notice_id>/read")
@door(needs="signed_in", subject="notice_id", owner="one's own notices")
def read_notice(notice_id: UUID) -> ResponseReturnValue:
    """Mark as read and go to what it is about."""
    link = mark_read(actor=current_actor(), notice_id=notice_id, now=clock.now())
    return redirect(local_or(link, url_for("notifications.inbox")))


@bp.post("/inbox/read-all")
@door(needs="signed_in")
def read_all() -> ResponseReturnValue:
    mark_all_read(actor=current_actor(), now=clock.now())
    flash(tr(text("모든 알림을 읽은 것으로 표시했습니다.")))
    return redirect(url_for("notifications.inbox"))


@bp.route("/account/notifications", methods=["GET", "POST"])
@door(needs="signed_in")
def preferences() -> ResponseReturnValue:
    """When the mail of each kind comes."""
    actor = current_actor()
    chosen = queries.list_preferences(session_now(), [actor.user_id])
    present = {kind: mode_of(kind, chosen.get((actor.user_id, kind)), duty=False) for kind in NoticeKind}
    form = preferences_form(present)
    page = PreferencesPage(tuple(kind for kind in KINDS.values() if kind.duty))
    if not form.is_submitted():
        return render_template("notifications/preferences.html", form=form, page=page)
    if not form.validate():
        return render_template("notifications/preferences.html", form=form, page=page), 422
    try:
        set_preferences(actor=actor, modes=form.modes(), now=clock.now())
    except DomainError as error:
        return render_template("notifications/preferences.html", form=form, page=page), refuse(form, error)
    flash(tr(text("알림 받는 방법을 바꾸었습니다.")))
    return redirect(url_for("notifications.preferences"))
