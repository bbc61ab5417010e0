"""Programs for those who work on them."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.queries import list_branches
from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs import policy, queries
from incubator.programs.forms.rounds import ProgramForm
from incubator.programs.rules.kinds import FIELD_LABELS, KIND_LABELS, ProgramField, ProgramKind
from incubator.programs.usecases.create_program import create_program
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

bp = Blueprint("staff_programs", __name__, url_prefix="/staff/programs")


@bp.get("")
@door(needs="program.read")
def index() -> ResponseReturnValue:
    """The programs this person works on or reads."""
    actor = current_actor()
    policy.may_enter(actor).enforce()
    branches = list_branches(session_now())
    found = queries.list_visible_programs(session_now(), actor)
    may_create = any(policy.may_create_program(actor, item.id) for item in branches)
    return render_template("programs/staff/programs.html", page={"programs": found, "may_create": may_create})


@bp.route("/new", methods=["GET", "POST"])
@door(needs="program.create")
def new() -> ResponseReturnValue:
    actor = current_actor()
    policy.may_enter(actor).enforce()
    form = ProgramForm()
    form.kind.choices = [(item.value, tr(KIND_LABELS[item])) for item in ProgramKind]
    form.field.choices = [(item.value, tr(FIELD_LABELS[item])) for item in ProgramField]
    branches = [item for item in list_branches(session_now()) if policy.may_create_program(actor, item.id)]
    if not branches:
        raise Forbidden(text("사업을 만들 수 있는 지점이 없습니다."))
    form.branch_id.choices = [(str(item.id), item.name) for item in branches]
    status = 200 if request.method == "GET" else 422
    if form.validate_on_submit():
        try:
            create_program(
                actor=actor,
                code=form.code.data,
                name=form.name.data,
                kind=ProgramKind(form.kind.data),
                field=ProgramField(form.field.data),
                branch_id=UUID(form.branch_id.data),
                now=clock.now(),
                name_en=form.name_en.data or "",
                partner=form.partner.data or "",
                budget_line=form.budget_line.data or "",
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("사업을 만들었습니다. 이제 모집 공고를 쓸 수 있습니다.")))
            return redirect(url_for("staff_programs.index"))
    return render_template("programs/staff/new_program.html", form=form), status
