"""Doors: policy numbers."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.parameters import policy
from incubator.parameters.forms import SetParameterForm
from incubator.parameters.pages import parameter_page, parameters_page
from incubator.parameters.rules import read_whole
from incubator.parameters.usecases.set_parameter import set_parameter
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

bp = Blueprint("parameters", __name__)


@bp.get("/staff/parameters")
@door(needs="parameter.read", owner="staff")
def index() -> ResponseReturnValue:
    """All numbers with their values today."""
    page = parameters_page(session_now(), current_actor(), day_in_kst(clock.now()))
    return render_template("parameters/index.html", page=page)


@bp.route("/staff/parameters/<string:key>", methods=["GET"])
@door(needs="parameter.read", subject="key", owner="staff")
def detail(key: str) -> ResponseReturnValue:
    """One number: its history, and the form for a new value."""
    form = SetParameterForm()
    return _show(key, form, 200)


@bp.post("/staff/parameters/<string:key>")
@door(needs="parameter.set", subject="key", owner="administrator")
def set_value(key: str) -> ResponseReturnValue:
    policy.may_set_parameter(current_actor()).enforce()
    form = SetParameterForm()
    is_valid = form.validate()
    try:
        value = read_whole(form.value.data or "")
    except ValueError:
        form.value.errors = [*form.value.errors, tr(text("숫자만 적어 주세요."))]
        return _show(key, form, 422)
    if not is_valid or form.effective_on.data is None:
        return _show(key, form, 422)
    try:
        set_parameter(
            actor=current_actor(),
            key=key,
            value=value,
            effective_on=form.effective_on.data,
            note=form.note.data,
            seen_at=form.seen(),
            now=clock.now(),
        )
    except DomainError as error:
        return _show(key, form, refuse(form, error))
    flash(tr(text("기준값을 바꾸었습니다.")))
    return redirect(url_for("parameters.index"))


def _show(key: str, form: SetParameterForm, status: int) -> ResponseReturnValue:
    page = parameter_page(session_now(), current_actor(), key, day_in_kst(clock.now()))
    may_set = bool(policy.may_set_parameter(current_actor()))
    return render_template("parameters/detail.html", page=page, form=form, may_set=may_set), status
