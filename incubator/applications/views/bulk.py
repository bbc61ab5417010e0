"""Doors of acts on many applications: choose, preview, do, report."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications.forms.bulk import FORMS, BulkForm, BulkMessageForm
from incubator.applications.forms.staff import StaffFilterForm, member
from incubator.applications.pages.bulk import chosen_page, offered_for, preview_page, report_page, runs_page
from incubator.applications.pages.columns import COLUMNS
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import bulk
from incubator.applications.queries.desk import list_choices
from incubator.applications.rules import new_key
from incubator.applications.rules.desk import MOST_IN_BULK, BulkAct, checked_body
from incubator.applications.usecases.continue_bulk import continue_bulk
from incubator.applications.usecases.start_bulk import start_bulk
from incubator.applications.views.blueprint import bp
from incubator.applications.views.noted import note_companies
from incubator.core.errors import DomainError, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs.models import Round
from incubator.programs.queries import get_visible_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number

DESK = "a manager whose grant reaches the round's program (applications.policy.desk)"


def _round(round_id: UUID) -> Round:
    actor = current_actor()
    round_ = get_visible_round(session_now(), actor, round_id)
    may_work_at_desk(actor, round_).enforce()
    return round_


def _chosen(round_: Round) -> list[UUID]:
    """The ticked rows, or with `all` everything the list shows under its filters."""
    if "all" in request.form:
        choices = list_choices(session_now(), current_actor(), round_)
        offered = [(key, "") for key in COLUMNS]
        form = StaffFilterForm(request.args, offered=offered, desk=choices, own_id=current_actor().user_id)
        return bulk.list_filtered_ids(session_now(), round_.id, form.wanted)
    found = []
    for raw in request.form.getlist("chosen")[: MOST_IN_BULK + 1]:
        try:
            found.append(UUID(raw))
        except ValueError as error:
            raise NotFound from error
    known = {item.id for item in bulk.list_chosen(session_now(), round_.id, found)}
    if any(one not in known for one in found):
        raise NotFound  # a row of another round is not this desk's
    return list(dict.fromkeys(found))


def _act() -> BulkAct:
    act = member(BulkAct, request.form.get("act"))
    if act is None:
        raise NotFound
    return act


def _form(round_: Round, act: BulkAct, ids: list[UUID], *, filled: bool) -> BulkForm:
    offered = offered_for(session_now(), current_actor(), round_, ids, act, clock.now())
    return FORMS[act](offered=offered) if filled else FORMS[act](formdata=None, offered=offered)


@bp.get("/staff/rounds/<uuid:round_id>/bulk")
@door(needs="application.bulk", subject="round_id", owner=DESK)
def bulk_runs(round_id: UUID) -> ResponseReturnValue:
    """What was done to many at once, newest first."""
    page = runs_page(session_now(), _round(round_id), page_number())
    return render_template("applications/bulk_runs.html", page=page)


@bp.post("/staff/rounds/<uuid:round_id>/bulk")
@door(needs="application.bulk", subject="round_id", owner=DESK)
def bulk_act(round_id: UUID) -> ResponseReturnValue:
    """The form of the chosen act under the chosen rows.  Changes nothing."""
    round_ = _round(round_id)
    act, ids = _act(), _chosen(round_)
    if not ids or len(ids) > MOST_IN_BULK:
        why = (
            text("먼저 목록에서 신청서를 골라 주세요.")
            if not ids
            else text("한 번에 %(most)s건까지 할 수 있습니다. 조건을 더 좁혀 주세요.", most=MOST_IN_BULK)
        )
        flash(tr(why), "warn")
        query = request.query_string.decode("ascii", "ignore")
        return redirect(url_for("applications.staff_list", round_id=round_id) + (f"?{query}" if query else ""))
    return _act_page(round_, act, ids, _form(round_, act, ids, filled=False), 200)


def _act_page(round_: Round, act: BulkAct, ids: list[UUID], form: BulkForm, status: int) -> ResponseReturnValue:
    page = chosen_page(session_now(), round_, act, ids)
    body = render_template("applications/bulk_act.html", page=page, form=form)
    note_companies(row.organisation_id for row in page.rows)
    return body, status


@bp.post("/staff/rounds/<uuid:round_id>/bulk/preview")
@door(needs="application.bulk", subject="round_id", owner=DESK)
def bulk_preview(round_id: UUID) -> ResponseReturnValue:
    """What would happen to each row.  Changes nothing."""
    round_, actor, now = _round(round_id), current_actor(), clock.now()
    act, ids = _act(), _chosen(round_)
    form = _form(round_, act, ids, filled=True)
    if not ids or "back" in request.form or not form.validate():
        return _act_page(round_, act, ids, form, 200 if "back" in request.form else 422)
    try:
        if isinstance(form, BulkMessageForm):
            checked_body(form.words)
        wanted = form.wanted(now)
        page = preview_page(session_now(), actor, round_, act, ids, wanted=wanted, key=new_key(), now=now)
    except DomainError as error:
        return _act_page(_round(round_id), act, ids, form, refuse(form, error))
    body = render_template("applications/bulk_preview.html", page=page, form=form)
    note_companies(row.organisation_id for row in page.rows)
    return body


@bp.post("/staff/rounds/<uuid:round_id>/bulk/run")
@door(needs="application.bulk", subject="round_id", owner=DESK)
def bulk_start(round_id: UUID) -> ResponseReturnValue:
    """Do it, and lead to the report.  A second press leads to the same report."""
    round_, actor, now = _round(round_id), current_actor(), clock.now()
    act, ids = _act(), _chosen(round_)
    form = _form(round_, act, ids, filled=True)
    if not form.validate():
        return _act_page(round_, act, ids, form, 422)
    try:
        run_id = start_bulk(
            actor=actor,
            round_id=round_id,
            act=act,
            wanted=form.wanted(now),
            application_ids=ids,
            key=request.form.get("key", ""),
            now=now,
        )
        continue_bulk(actor=actor, run_id=run_id, now=now)
    except DomainError as error:
        return _act_page(_round(round_id), act, ids, form, refuse(form, error))
    return redirect(url_for("applications.bulk_run", round_id=round_id, run_id=run_id))


@bp.get("/staff/rounds/<uuid:round_id>/bulk/<uuid:run_id>")
@door(needs="application.bulk", subject="run_id", owner=DESK)
def bulk_run(round_id: UUID, run_id: UUID) -> ResponseReturnValue:
    """What became of each row."""
    round_ = _round(round_id)
    run = bulk.get_run(session_now(), current_actor(), run_id)
    if run.round_id != round_id:
        raise NotFound
    page = report_page(session_now(), current_actor(), run, round_)
    body = render_template("applications/bulk_run.html", page=page)
    note_companies(row.organisation_id for row in page.rows)
    return body


@bp.post("/staff/rounds/<uuid:round_id>/bulk/<uuid:run_id>/continue")
@door(needs="application.bulk", subject="run_id", owner=DESK)
def bulk_continue(round_id: UUID, run_id: UUID) -> ResponseReturnValue:
    """Go on with what an interruption has left."""
    if bulk.get_run(session_now(), current_actor(), run_id).round_id != round_id:
        raise NotFound
    continue_bulk(actor=current_actor(), run_id=run_id, now=clock.now())
    return redirect(url_for("applications.bulk_run", round_id=round_id, run_id=run_id))
