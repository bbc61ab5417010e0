"""Doors: the record of access to personal data, and how the centre treats personal data."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.db.session import session_now
from incubator.privacy.forms import AccessFilterForm
from incubator.privacy.pages import access_page
from incubator.web.access import door, public
from incubator.web.books import books_for
from incubator.web.urls import page_number

bp = Blueprint("privacy", __name__)


@bp.get("/staff/access-log")
@door(needs="access_log.read", owner="privacy officer, auditor")
def access_log() -> ResponseReturnValue:
    """Who saw whose data, newest first."""
    form = AccessFilterForm(request.args)
    form.name_actions()
    status = 200 if form.validate() else 422
    page = access_page(
        session_now(),
        current_actor(),
        form.wanted(),
        books_for(current_actor()),
        email=form.actor.data or "",
        number=page_number(),
    )
    return render_template("privacy/access_log.html", page=page, form=form), status


@bp.get("/privacy")
@public
def statement() -> ResponseReturnValue:
    """The public statement on personal data (개인정보 처리방침)."""
    return render_template("privacy/statement.html")
