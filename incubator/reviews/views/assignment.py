"""Doors of assignments: all to all, by the solver with a preview, by hand."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden, Invalid, NotFound
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.reviews.forms.assignment import SolveForm, pairs_chosen
from incubator.reviews.pages.assignment import assignment_page
from incubator.reviews.queries import panel_day
from incubator.reviews.rules.allotment import MOST_SEED
from incubator.reviews.usecases.assign_everybody import assign_everybody
from incubator.reviews.usecases.assign_reviewer import assign_reviewer
from incubator.reviews.usecases.publish_assignment import publish_assignment
from incubator.reviews.usecases.solve_assignment import solve_assignment
from incubator.reviews.usecases.withdraw_assignment import withdraw_assignment
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.panels import MANAGER, STAFF
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

ADDRESS = "/staff/panels/<uuid:panel_id>/assignment"


@bp.get(ADDRESS)
@door(needs="review.read_panel", subject="panel_id", owner=STAFF)
def assignment(panel_id: UUID) -> ResponseReturnValue:
    """Who judges what; `?run=` sets a run of the solver beside it."""
    return _page(panel_id, _uuid(request.args.get("run")), None, None, 200)


def _uuid(raw: str | None) -> UUID | None:
    """None for nothing.  Raises NotFound for what is no id."""
    try:
        return UUID(raw) if raw else None
    except ValueError as error:
        raise NotFound from error


def _page(
    panel_id: UUID, run_id: UUID | None, form: SolveForm | None, error: DomainError | None, status: int
) -> ResponseReturnValue:
    session_now().rollback()
    session, actor = session_now(), current_actor()
    panel, round_ = panel_day.get_panel(session, actor, panel_id)
    wishes = {pair: choice for choice in ("force", "forbid") for pair in pairs_chosen(request.form, choice)}
    page = assignment_page(session, actor, panel, round_, run_id=run_id, typed=wishes)
    run = page.run
    form = form or SolveForm(
        data={
            "demand": run.demand if run else page.demand,
            "most": run.most if run else page.load_most or max(len(page.rows), 1),
            "seed": run.seed if run else secrets.randbelow(MOST_SEED),
            "balanced": run.balanced if run else True,
            "repair": run.repair if run else False,
        }
    )
    typed = request.form.get("reason", "") if error else ""
    return render_template("reviews/assignment.html", page=page, form=form, error=error, typed=typed), status


def _do(panel_id: UUID, act: Callable[[], object], success: Text) -> ResponseReturnValue:
    try:
        act()
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _page(panel_id, None, None, error, error.status)
    flash(tr(success))
    return redirect(url_for("reviews.assignment", panel_id=panel_id))


@bp.post(ADDRESS + "/everybody")
@door(needs="review.assign", subject="panel_id", owner=MANAGER)
def assignment_everybody(panel_id: UUID) -> ResponseReturnValue:
    act = partial(assign_everybody, actor=current_actor(), panel_id=panel_id, now=clock.now())
    return _do(panel_id, act, text("모든 위원에게 모든 신청서를 배정했습니다. 이해충돌이 있는 짝은 뺐습니다."))


@bp.post(ADDRESS + "/pairs")
@door(needs="review.assign", subject="panel_id", owner=MANAGER)
def assignment_add(panel_id: UUID) -> ResponseReturnValue:
    application_id, appointment_id = (_uuid(request.form.get(name)) for name in ("application_id", "appointment_id"))
    if application_id is None or appointment_id is None:
        return _page(panel_id, None, None, Invalid(text("신청서와 위원을 모두 골라 주세요.")), 422)
    act = partial(
        assign_reviewer,
        actor=current_actor(),
        panel_id=panel_id,
        application_id=application_id,
        appointment_id=appointment_id,
        now=clock.now(),
    )
    return _do(panel_id, act, text("배정했습니다."))


@bp.post(ADDRESS + "/pairs/<uuid:assignment_id>/withdraw")
@door(needs="review.assign", subject="panel_id", owner=MANAGER)
def assignment_withdraw(panel_id: UUID, assignment_id: UUID) -> ResponseReturnValue:
    act = partial(
        withdraw_assignment,
        actor=current_actor(),
        panel_id=panel_id,
        assignment_id=assignment_id,
        reason=request.form.get("reason", ""),
        now=clock.now(),
    )
    return _do(panel_id, act, text("배정을 거두었습니다."))


@bp.post(ADDRESS + "/runs")
@door(needs="review.assign", subject="panel_id", owner=MANAGER)
def assignment_solve(panel_id: UUID) -> ResponseReturnValue:
    """Compute and show; nothing changes until it is published."""
    form = SolveForm()
    if not form.validate_on_submit():
        return _page(panel_id, None, form, None, 422)
    try:
        run_id = solve_assignment(
            actor=current_actor(), panel_id=panel_id, wish=form.wish(request.form), now=clock.now()
        )
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _page(panel_id, None, form, None, refuse(form, error))
    return redirect(url_for("reviews.assignment", panel_id=panel_id, run=run_id, _anchor="run"))


@bp.post(ADDRESS + "/runs/<uuid:run_id>/publish")
@door(needs="review.assign", subject="panel_id", owner=MANAGER)
def assignment_publish(panel_id: UUID, run_id: UUID) -> ResponseReturnValue:
    act = partial(publish_assignment, actor=current_actor(), panel_id=panel_id, run_id=run_id, now=clock.now())
    return _do(panel_id, act, text("배정안을 확정했습니다."))
