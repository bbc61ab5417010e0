"""Programs for those who work on them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_branches, list_user_ids_with_role, list_users
from incubator.accounts.roles import Role
from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.organisations.queries import list_active_partners
from incubator.programs import policy, queries
from incubator.programs.forms.programs import (
    EditProgramForm,
    HandOverForm,
    ProgramForm,
    chosen_partners,
    partner_columns,
)
from incubator.programs.forms.tables import first_values, rearranged, typed_count, with_rows
from incubator.programs.models import Program
from incubator.programs.pages.programs import program_page
from incubator.programs.rules.kinds import ProgramField, ProgramKind
from incubator.programs.usecases.create_program import create_program
from incubator.programs.usecases.edit_program import edit_program
from incubator.programs.usecases.hand_over_program import hand_over_program
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import clean, refuse
from incubator.web.i18n import chosen_locale, tr

bp = Blueprint("staff_programs", __name__, url_prefix="/staff/programs")
OWNER = "staff of the program"


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


def _form(kind: type[Any], program: Program | None = None) -> tuple[Any, bool]:
    """The form with its rows of partners, and whether it was only rearranged."""
    held = program.partner_rows if program else []
    offered = {item.id: item for item in [*list_active_partners(session_now()), *(row.partner for row in held)]}
    columns = partner_columns(offered.values())
    is_sent = request.method == "POST"
    moved = rearranged(request.form, columns) if is_sent else None
    rows = [{"partner": str(row.partner_id), "role": str(row.role)} for row in held]
    count = typed_count(moved or request.form) if is_sent else len(rows) + 1
    shape = with_rows(kind, columns, count)
    if moved is not None:
        return shape(formdata=moved), True
    first = {"rows": str(count), **first_values(columns, rows)}
    if program is not None:
        first |= {name: getattr(program, name) for name in ("name", "name_en", "budget_line")}
        first |= {"kind": str(program.kind), "field": str(program.field), "version": str(program.version)}
    return shape(data=first), False


@bp.route("/new", methods=["GET", "POST"])
@door(needs="program.create")
def new() -> ResponseReturnValue:
    actor = current_actor()
    policy.may_enter(actor).enforce()
    branches = [item for item in list_branches(session_now()) if policy.may_create_program(actor, item.id)]
    if not branches:
        raise Forbidden(text("사업을 만들 수 있는 지점이 없습니다."))
    form, is_only_moved = _form(ProgramForm)
    form.branch_id.choices = [(str(item.id), item.name) for item in branches]
    status = 200 if request.method == "GET" or is_only_moved else 422
    if not is_only_moved and form.validate_on_submit():
        try:
            program_id = _create(actor, form)
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("사업을 만들었습니다. 이제 모집 공고를 쓸 수 있습니다.")))
            # Somebody who only administers makes programs for others to read.
            seen = any(item.id == program_id for item in queries.list_visible_programs(session_now(), actor))
            return redirect(
                url_for("staff_programs.detail", program_id=program_id) if seen else url_for("staff_programs.index")
            )
    return render_template("programs/staff/new_program.html", form=form), status


def _create(actor: Actor, form: Any) -> UUID:
    return create_program(
        actor=actor,
        code=form.code.data,
        name=form.name.data,
        kind=ProgramKind(form.kind.data),
        field=ProgramField(form.field.data),
        branch_id=UUID(form.branch_id.data),
        name_en=form.name_en.data or "",
        budget_line=form.budget_line.data or "",
        partners=chosen_partners(form.typed_rows),
        now=clock.now(),
    )


@bp.get("/<uuid:program_id>")
@door(needs="program.read", subject="program_id", owner=OWNER)
def detail(program_id: UUID) -> ResponseReturnValue:
    """What it is, with whom it is run, its rounds."""
    session, actor = session_now(), current_actor()
    program = queries.get_visible_program(session, actor, program_id)
    rounds = queries.list_rounds_of(session, program_id)
    page = program_page(actor, program, rounds, locale=chosen_locale(), now=clock.now())
    return render_template("programs/staff/program.html", page=page)


@bp.route("/<uuid:program_id>/edit", methods=["GET", "POST"])
@door(needs="program.edit", subject="program_id", owner=OWNER)
def edit(program_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    program = queries.get_visible_program(session_now(), actor, program_id)
    policy.may_edit_program(actor, program).enforce()
    form, is_only_moved = _form(EditProgramForm, program)
    status = 200 if request.method == "GET" or is_only_moved else 422
    if not is_only_moved and form.validate_on_submit():
        try:
            edit_program(
                actor=actor,
                program_id=program_id,
                name=form.name.data,
                name_en=form.name_en.data or "",
                kind=ProgramKind(form.kind.data),
                field=ProgramField(form.field.data),
                budget_line=form.budget_line.data or "",
                partners=chosen_partners(form.typed_rows),
                version=form.known_version,
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("저장했습니다.")))
            return redirect(url_for("staff_programs.detail", program_id=program_id))
    stored = queries.get_visible_program(session_now(), actor, program_id)
    page = program_page(actor, stored, (), locale=chosen_locale(), now=clock.now())
    return render_template("programs/staff/edit_program.html", form=form, page=page), status


@bp.route("/<uuid:program_id>/hand-over", methods=["GET", "POST"])
@door(needs="program.edit", subject="program_id", owner=OWNER)
def hand_over(program_id: UUID) -> ResponseReturnValue:
    """Another manager becomes the owner."""
    actor, session, now = current_actor(), session_now(), clock.now()
    program = queries.get_visible_program(session, actor, program_id)
    policy.may_edit_program(actor, program).enforce()
    able = list_user_ids_with_role(session, Role.MANAGER, now, program_id=program_id, branch_id=program.branch_id)
    people = list_users(session, [one for one in able if one != program.owner_id])
    form = HandOverForm()
    form.owner_id.choices = [
        (str(one.id), f"{one.name} ({one.email})") for one in sorted(people, key=lambda one: one.name)
    ]
    page = program_page(actor, program, (), locale=chosen_locale(), now=now)
    status = 200 if request.method == "GET" else 422
    if form.validate_on_submit():
        try:
            hand_over_program(
                actor=actor,
                program_id=program_id,
                owner_id=UUID(form.owner_id.data),
                reason=clean(form.reason.data),
                now=now,
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            flash(tr(text("담당자를 바꾸었습니다.")))
            return redirect(url_for("staff_programs.detail", program_id=program_id))
    return render_template("programs/staff/hand_over.html", form=form, page=page), status
