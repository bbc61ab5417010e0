"""Doors of panels for staff: the hub of a round's evaluation, one panel, its draws, its opening."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.programs.models import Round, RoundStage
from incubator.programs.rules.kinds import ProgramField
from incubator.reviews.forms.panels import DrawForm, NewPanelForm, OpenForm, PanelForm
from incubator.reviews.forms.pool import ReasonForm
from incubator.reviews.models import Panel
from incubator.reviews.pages.draws import draw_page
from incubator.reviews.pages.hub import hub_page
from incubator.reviews.pages.panels import panel_page
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import panels as queries
from incubator.reviews.usecases.cancel_panel import cancel_panel
from incubator.reviews.usecases.create_panel import create_panel
from incubator.reviews.usecases.draw_reviewers import draw_reviewers
from incubator.reviews.usecases.edit_panel import edit_panel
from incubator.reviews.usecases.invite_reviewers import invite_reviewers
from incubator.reviews.usecases.open_scoring import open_scoring
from incubator.reviews.usecases.set_cases import set_cases
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.noted import note_companies
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

STAFF = "a manager, head or auditor whose grant reaches the round's program (reviews.policy.people)"
MANAGER = "a manager whose grant reaches the round's program (reviews.policy.people)"
ADDRESS = "/staff/panels/<uuid:panel_id>"
A_FORTNIGHT, A_DAY = timedelta(days=14), timedelta(days=1)


@bp.get("/staff/rounds/<uuid:round_id>/panels")
@door(needs="review.read_round", subject="round_id", owner=STAFF)
def panels(round_id: UUID) -> ResponseReturnValue:
    """The hub of a round's evaluation: each stage with its panels."""
    actor, session = current_actor(), session_now()
    page = hub_page(session, actor, queries.get_round(session, actor, round_id), clock.now())
    return render_template("reviews/panels.html", page=page)


def _own_round(round_id: UUID) -> Round:
    actor = current_actor()
    round_ = queries.get_round(session_now(), actor, round_id)
    may_run(actor, round_).enforce()
    return round_


def own_panel(panel_id: UUID) -> tuple[Panel, Round]:
    """For doors of managers.  Raises NotFound, Forbidden."""
    actor = current_actor()
    panel, round_ = queries.get_panel(session_now(), actor, panel_id)
    may_run(actor, round_).enforce()
    return panel, round_


def _usual(stage: RoundStage) -> dict[str, object]:
    """What a new panel of this stage starts from."""
    meets_at = (clock.now() + A_FORTNIGHT).replace(minute=0, second=0, microsecond=0)
    return {
        "stage_id": str(stage.id),
        "label": stage.label,
        "seats": stage.people,
        "secretary_id": str(current_actor().user_id),
        "meets_at": meets_at,
        "access_ends_at": meets_at + A_DAY,
        "slot_minutes": 20,
        "division_id": "",
    }


@bp.route("/staff/rounds/<uuid:round_id>/panels/new", methods=["GET", "POST"])
@door(needs="review.run_round", subject="round_id", owner=MANAGER)
def new_panel(round_id: UUID) -> ResponseReturnValue:
    """A panel for one stage; seats are those of the announcement unless changed."""
    round_, session, status = _own_round(round_id), session_now(), 200
    stages = queries.list_stages(session, round_id)
    if not stages:
        return redirect(url_for("reviews.panels", round_id=round_id))
    chosen = next((stage for stage in stages if str(stage.id) == request.args.get("stage")), stages[0])
    form = NewPanelForm(
        stages=stages,
        staff=queries.list_staff(session, round_, clock.now()),
        divisions=queries.list_divisions(session, round_id),
        data=_usual(chosen),
    )
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                panel_id = create_panel(
                    actor=current_actor(),
                    round_id=round_id,
                    stage_id=UUID(form.stage_id.data),
                    terms=form.terms(),
                    now=clock.now(),
                )
            except DomainError as error:
                session.rollback()
                status = refuse(form, error)
            else:
                flash(tr(text("평가위원회를 만들고 적격으로 판정한 신청서를 불러왔습니다.")))
                return redirect(url_for("reviews.panel", panel_id=panel_id))
    page = {"round_id": round_id, "panel_id": None, "label": ""}
    return render_template("reviews/panel_form.html", page=page, form=form), status


@bp.route(ADDRESS + "/edit", methods=["GET", "POST"])
@door(needs="review.run_round", subject="panel_id", owner=MANAGER)
def edit_panel_door(panel_id: UUID) -> ResponseReturnValue:
    panel, round_ = own_panel(panel_id)
    session, status, label, round_id = session_now(), 200, panel.label, round_.id
    stored = {key: getattr(panel, key) for key in PanelForm.__dict__ if hasattr(panel, key) and key[0] != "_"}
    stored |= {"secretary_id": str(panel.secretary_id), "division_id": str(panel.division_id or "")}
    form = PanelForm(
        staff=queries.list_staff(session, round_, clock.now()),
        divisions=queries.list_divisions(session, round_id),
        data=stored,
    )
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                edit_panel(actor=current_actor(), panel_id=panel_id, terms=form.terms(), now=clock.now())
            except DomainError as error:
                session.rollback()
                status = refuse(form, error)
            else:
                flash(tr(text("위원회를 고쳤습니다.")))
                return redirect(url_for("reviews.panel", panel_id=panel_id))
    page = {"round_id": round_id, "panel_id": panel_id, "label": label}
    return render_template("reviews/panel_form.html", page=page, form=form), status


@bp.get(ADDRESS)
@door(needs="review.read_round", subject="panel_id", owner=STAFF)
def panel(panel_id: UUID) -> ResponseReturnValue:
    return panel_answer(panel_id, None, 200)


def panel_answer(panel_id: UUID, error: DomainError | None, status: int) -> ResponseReturnValue:
    """The page of the panel, with what was refused; whose names are shown goes into the access log."""
    session, actor = session_now(), current_actor()
    session.rollback()
    found, round_ = queries.get_panel(session, actor, panel_id)
    page = panel_page(session, actor, found, round_, clock.now())
    body = render_template("reviews/panel.html", page=page, problem=error)
    note_companies(page.organisation_ids)
    return body, status


def _press(panel_id: UUID, act: Callable[[], Text]) -> ResponseReturnValue:
    """A button of the panel's page."""
    own_panel(panel_id)
    try:
        done = act()
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return panel_answer(panel_id, error, error.status)
    flash(tr(done))
    return redirect(url_for("reviews.panel", panel_id=panel_id))


@bp.post(ADDRESS + "/cases")
@door(needs="review.run_round", subject="panel_id", owner=MANAGER)
def set_cases_door(panel_id: UUID) -> ResponseReturnValue:
    def act() -> Text:
        added, removed = set_cases(actor=current_actor(), panel_id=panel_id, now=clock.now())
        return text("신청서 %(added)d건을 더하고 %(removed)d건을 뺐습니다.", added=added, removed=removed)

    return _press(panel_id, act)


@bp.post(ADDRESS + "/invite")
@door(needs="review.run_round", subject="panel_id", owner=MANAGER)
def invite_door(panel_id: UUID) -> ResponseReturnValue:
    def act() -> Text:
        count = invite_reviewers(actor=current_actor(), panel_id=panel_id, now=clock.now())
        return text("%(count)d명에게 위촉을 요청했습니다.", count=count)

    return _press(panel_id, act)


@bp.route(ADDRESS + "/draw", methods=["GET", "POST"])
@door(needs="review.run_round", subject="panel_id", owner=MANAGER)
def draw_door(panel_id: UUID) -> ResponseReturnValue:
    """Draw for the empty seats, with a witness."""
    panel, round_ = own_panel(panel_id)
    session, actor, status = session_now(), current_actor(), 200
    label = panel.label
    staff = [user for user in queries.list_staff(session, round_, clock.now()) if user.id != actor.user_id]
    usual = round_.program.field
    form = DrawForm(staff=staff, data={"field": "" if usual is ProgramField.COMMON else usual.value})
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                no = draw_reviewers(
                    actor=actor,
                    panel_id=panel_id,
                    field=ProgramField(form.field.data) if form.field.data else None,
                    witness_id=UUID(form.witness_id.data),
                    now=clock.now(),
                )
            except DomainError as error:
                session.rollback()
                status = refuse(form, error)
            else:
                return redirect(url_for("reviews.drawn", panel_id=panel_id, number=no))
    return render_template("reviews/draw.html", page={"panel_id": panel_id, "label": label}, form=form), status


@bp.get(ADDRESS + "/draws/<int:number>")
@door(needs="review.read_round", subject="panel_id", owner=STAFF)
def drawn(panel_id: UUID, number: int) -> ResponseReturnValue:
    """A draw as it was stored, drawn again before one's eyes."""
    session = session_now()
    found, _round = queries.get_panel(session, current_actor(), panel_id)
    page = draw_page(session, found, queries.get_draw(session, panel_id, number))
    return render_template("reviews/drawn.html", page=page)


@bp.route(ADDRESS + "/open", methods=["GET", "POST"])
@door(needs="review.run_round", subject="panel_id", owner=MANAGER)
def open_door(panel_id: UUID) -> ResponseReturnValue:
    """What still stands in the way, and the button."""
    own_panel(panel_id)
    form, status = OpenForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                open_scoring(actor=current_actor(), panel_id=panel_id, reason=form.reason.data or "", now=clock.now())
            except DomainError as error:
                session_now().rollback()
                status = refuse(form, error)
            else:
                flash(tr(text("평가를 시작했습니다. 위원들이 맡은 신청서를 볼 수 있습니다.")))
                return redirect(url_for("reviews.panel", panel_id=panel_id))
    found, round_ = own_panel(panel_id)
    page = panel_page(session_now(), current_actor(), found, round_, clock.now())
    return render_template("reviews/panel_open.html", page=page, form=form), status


@bp.route(ADDRESS + "/cancel", methods=["GET", "POST"])
@door(needs="review.run_round", subject="panel_id", owner=MANAGER)
def cancel_door(panel_id: UUID) -> ResponseReturnValue:
    panel, _round = own_panel(panel_id)
    label, form, status = panel.label, ReasonForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                cancel_panel(actor=current_actor(), panel_id=panel_id, reason=form.reason.data, now=clock.now())
            except DomainError as error:
                session_now().rollback()
                status = refuse(form, error)
            else:
                flash(tr(text("위원회를 취소했습니다. 요청받은 위원에게 알립니다.")))
                return redirect(url_for("reviews.panel", panel_id=panel_id))
    page = {"panel_id": panel_id, "label": label}
    return render_template("reviews/panel_cancel.html", page=page, form=form), status
