"""Doors: roles given and taken back, and their log."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts import policy, queries
from incubator.accounts.signin import current_actor
from incubator.accounts.usecases.confirm_identity import confirm_identity
from incubator.accounts.usecases.grant_role import grant_role
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.core.errors import DomainError, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.portal.forms import GrantFilterForm, GrantForm, PersonActForm
from incubator.portal.pages.people import grants_page, person_page
from incubator.portal.queries import list_all_programs
from incubator.portal.views.blueprint import ADMINISTRATOR, REVIEWERS, bp
from incubator.portal.views.people import asks_password, note_access
from incubator.privacy.rules import AccessAction
from incubator.web import clock
from incubator.web.access import door
from incubator.web.books import books
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number


@bp.get("/staff/grants")
@door(needs="people.read", owner=REVIEWERS)
def grants() -> ResponseReturnValue:
    """Who was given which role by whom, from when until when, and why: kept, never changed."""
    form = GrantFilterForm(request.args)
    status = 200 if form.validate() else 422
    page = grants_page(session_now(), current_actor(), form.wanted(), books(), clock.now(), number=page_number())
    body = render_template("portal/grants.html", page=page, form=form)
    note_access(AccessAction.LIST, {line.user_id for line in page.lines})
    return body, status


@bp.route("/staff/users/<uuid:user_id>/roles", methods=["GET", "POST"])
@door(needs="role.grant", subject="user_id", owner=ADMINISTRATOR)
def give(user_id: UUID) -> ResponseReturnValue:
    """A role for somebody who has an account."""
    actor, now = current_actor(), clock.now()
    policy.may_invite_user(actor).enforce()
    form = GrantForm()
    form.offer(queries.list_branches(session_now()), list_all_programs(session_now()))
    status = 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                confirm_identity(actor=actor, password=form.own_password.data or "", now=now)
                grant_role(by=actor, user_id=user_id, now=now, **form.wanted(now))
            except NotFound:
                raise
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("역할을 주었습니다. 그 사람에게 알림이 갑니다.")))
                return redirect(url_for("people.detail", user_id=user_id))
    page = person_page(session_now(), actor, user_id, books(), now, masked=True)
    note_access(AccessAction.VIEW, [user_id])
    return render_template("portal/give.html", page=page, form=form), status


@bp.route("/staff/grants/<uuid:grant_id>/revoke", methods=["GET", "POST"])
@door(needs="role.revoke", subject="grant_id", owner=ADMINISTRATOR)
def revoke(grant_id: UUID) -> ResponseReturnValue:
    """Counts with the next request of whoever holds it."""
    actor, now = current_actor(), clock.now()
    policy.may_invite_user(actor).enforce()
    grant = queries.get_grant(session_now(), grant_id)
    if grant.organisation_id is not None:
        raise NotFound
    user_id = grant.user_id
    form, status = PersonActForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                confirm_identity(actor=actor, password=form.own_password.data or "", now=now)
                revoke_role(by=actor, grant_id=grant_id, reason=form.reason.data or "", now=now)
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("역할을 거두었습니다. 다음 요청부터 적용됩니다.")))
                return redirect(url_for("people.detail", user_id=user_id))
    person = person_page(session_now(), actor, user_id, books(), now, masked=True)
    line = next(one for one in person.grants if one.id == grant_id)
    page = {"person": person, "grant": line, "asks_password": asks_password()}
    note_access(AccessAction.VIEW, [user_id])
    return render_template("portal/revoke.html", page=page, form=form), status
