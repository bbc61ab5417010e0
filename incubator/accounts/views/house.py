"""Doors: branches and consent texts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts import policy, queries
from incubator.accounts.forms import BranchForm, ConsentTextForm, NewBranchForm
from incubator.accounts.forms.house import whole
from incubator.accounts.pages import consent_page, consents_page
from incubator.accounts.rules import ConsentWords
from incubator.accounts.signin import current_actor
from incubator.accounts.usecases.edit_branch import edit_branch
from incubator.accounts.usecases.open_branch import open_branch
from incubator.accounts.usecases.revise_consent_text import revise_consent_text
from incubator.core.dates import day_in_kst, start_of_day
from incubator.core.errors import DomainError, Stale
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

ADMINISTRATOR = "administrator (accounts.policy)"
CONSENT_KEEPERS = "administrator, privacy officer (accounts.policy)"


@door(needs="branch.edit", owner=ADMINISTRATOR)
def branches() -> ResponseReturnValue:
    """The centre's sites; a new one is opened here."""
    policy.may_edit_branches(current_actor()).enforce()
    form, status = NewBranchForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                open_branch(
                    actor=current_actor(),
                    code=form.code.data,
                    name=form.name.data,
                    name_en=form.name_en.data or "",
                    now=clock.now(),
                )
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("지점을 열었습니다.")))
                return redirect(url_for("accounts.branches"))
    page = {"branches": queries.list_branches(session_now())}
    return render_template("accounts/branches.html", page=page, form=form), status


@door(needs="branch.edit", subject="branch_id", owner=ADMINISTRATOR)
def branch(branch_id: UUID) -> ResponseReturnValue:
    """Its names; two who change them at once see both."""
    policy.may_edit_branches(current_actor()).enforce()
    stored = queries.get_branch(session_now(), branch_id)
    page: dict[str, Any] = {"name": stored.name, "code": stored.code, "theirs": None}
    form, status = BranchForm(obj=stored), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                edit_branch(
                    actor=current_actor(),
                    branch_id=branch_id,
                    name=form.name.data,
                    name_en=form.name_en.data or "",
                    version=form.seen_version,
                    now=clock.now(),
                )
            except Stale as error:
                status = refuse(form, error)
                page["theirs"] = error.theirs
                form.version.data = str(queries.get_branch(session_now(), branch_id).version)
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("지점의 이름을 고쳤습니다.")))
                return redirect(url_for("accounts.branches"))
    return render_template("accounts/branch.html", page=page, form=form), status


@door(needs="consent_text.publish", owner=CONSENT_KEEPERS)
def consents() -> ResponseReturnValue:
    """Every text with the version in force and how many agreed to each."""
    policy.may_publish_consent_texts(current_actor()).enforce()
    return render_template("accounts/consents.html", page=consents_page(session_now(), clock.now()))


@door(needs="consent_text.publish", subject="key", owner=CONSENT_KEEPERS)
def consent(key: str) -> ResponseReturnValue:
    """All versions of one text, and the form of the next."""
    policy.may_publish_consent_texts(current_actor()).enforce()
    latest = queries.get_latest_consent_text(session_now(), key)
    form, status, theirs = ConsentTextForm(obj=latest), 200, None
    if request.method == "GET":
        form.effective_on.data, form.seen_number.data = None, str(latest.number)
    else:
        status = 422
        if form.validate():
            try:
                _revise(key, form)
            except Stale as error:
                status, theirs = refuse(form, error), error.theirs
                form.seen_number.data = str(queries.get_latest_consent_text(session_now(), key).number)
            except DomainError as error:
                status = refuse(form, error)
            else:
                flash(tr(text("새 판을 냈습니다. 앞 판에 동의한 기록은 그대로 남습니다.")))
                return redirect(url_for("accounts.consents"))
    page = consent_page(session_now(), key, clock.now(), theirs=theirs if isinstance(theirs, ConsentWords) else None)
    return render_template("accounts/consent.html", page=page, form=form), status


def _revise(key: str, form: ConsentTextForm) -> None:
    now, day = clock.now(), form.effective_on.data
    revise_consent_text(
        actor=current_actor(),
        words=form.words(key),
        effective_at=now if day in (None, day_in_kst(now)) else start_of_day(day),
        seen_number=whole(form.seen_number.data),
        now=now,
    )


def register(bp: Blueprint) -> None:
    bp.add_url_rule("/staff/branches", view_func=branches, methods=["GET", "POST"])
    bp.add_url_rule("/staff/branches/<uuid:branch_id>", view_func=branch, methods=["GET", "POST"])
    bp.add_url_rule("/staff/consents", view_func=consents, methods=["GET"])
    bp.add_url_rule("/staff/consents/<string:key>", view_func=consent, methods=["GET", "POST"])
