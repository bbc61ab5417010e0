"""Doors of the desk: tags, who works on what, saved views."""

from __future__ import annotations

from urllib.parse import parse_qs, urlencode
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import policy, queries
from incubator.applications.forms.desk import LONGEST_QUERY, AssignForm, TagForm, UntagForm, ViewForm
from incubator.applications.pages.desk import views_page
from incubator.applications.policy.desk import may_save_view, may_work_at_desk
from incubator.applications.queries import desk
from incubator.applications.rules.desk import view_query
from incubator.applications.usecases.assign_application import assign_application
from incubator.applications.usecases.remove_view import remove_view
from incubator.applications.usecases.save_view import save_view
from incubator.applications.usecases.tag_application import tag_application
from incubator.applications.usecases.untag_application import untag_application
from incubator.applications.views.blueprint import bp
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs.models import Round
from incubator.programs.queries import get_visible_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

DESK = "a manager whose grant reaches the round's program (applications.policy.desk)"
READER = "staff whose grant reaches the round's program; one's own or a shared view (applications.policy.desk)"


def _round(round_id: UUID) -> Round:
    round_ = get_visible_round(session_now(), current_actor(), round_id)
    policy.may_read_as_staff(current_actor(), round_).enforce()
    return round_


def _back(application_id: UUID) -> ResponseReturnValue:
    return redirect(url_for("applications.staff_detail", application_id=application_id, _anchor="desk"))


def _told(error: DomainError) -> None:
    flash(tr(error.message) + (" " + tr(error.how) if error.how else ""), "danger")


@bp.post("/staff/applications/<uuid:application_id>/tags")
@door(needs="application.tag", subject="application_id", owner=DESK)
def tag(application_id: UUID) -> ResponseReturnValue:
    form = TagForm()
    if not form.validate():
        flash(form.name.label.text + ": " + " ".join(form.name.errors or form.form_errors), "danger")
        return _back(application_id)
    try:
        tag_application(actor=current_actor(), application_id=application_id, name=form.name.data, now=clock.now())
    except DomainError as error:
        if error.status in (403, 404):
            raise
        _told(error)
    return _back(application_id)


@bp.post("/staff/applications/<uuid:application_id>/tags/remove")
@door(needs="application.tag", subject="application_id", owner=DESK)
def untag(application_id: UUID) -> ResponseReturnValue:
    form = UntagForm()
    if form.validate():
        try:
            untag_application(
                actor=current_actor(), application_id=application_id, name=form.name.data, now=clock.now()
            )
        except DomainError as error:
            if error.status in (403, 404):
                raise
            _told(error)
    return _back(application_id)


@bp.post("/staff/applications/<uuid:application_id>/assign")
@door(needs="application.assign", subject="application_id", owner=DESK)
def assign(application_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    application = queries.get_visible(session_now(), actor, application_id)
    may_work_at_desk(actor, application.round).enforce()
    people = desk.list_colleagues(session_now(), application.round, now)
    form = AssignForm(people=[(str(user.id), user.name) for user in people])
    if not form.validate():
        flash(tr(text("이 사업의 담당자 가운데에서 골라 주세요.")), "danger")
        return _back(application_id)
    chosen = UUID(form.user_id.data) if form.user_id.data else None
    try:
        assign_application(actor=actor, application_id=application_id, user_id=chosen, now=now)
    except DomainError as error:
        _told(error)
    else:
        flash(tr(text("맡은 사람을 바꾸었습니다.")))
    return _back(application_id)


@bp.get("/staff/rounds/<uuid:round_id>/views")
@door(needs="application.view.list", subject="round_id", owner=READER)
def views(round_id: UUID) -> ResponseReturnValue:
    """The views of this list, and a form to save the present one (its filters come in the address)."""
    return _views_page(round_id, None, 200)


def _views_page(round_id: UUID, form: ViewForm | None, status: int) -> ResponseReturnValue:
    page = views_page(session_now(), current_actor(), _round(round_id))
    if form is None:
        form = ViewForm(may_share=page.may_share, query=request.query_string.decode("ascii", "ignore")[:LONGEST_QUERY])
    return render_template("applications/views.html", page=page, form=form), status


@bp.post("/staff/rounds/<uuid:round_id>/views")
@door(needs="application.view.save", subject="round_id", owner=READER)
def keep_view(round_id: UUID) -> ResponseReturnValue:
    actor, round_ = current_actor(), _round(round_id)
    form = ViewForm(may_share=bool(may_save_view(actor, round_, is_shared=True)))
    if not form.validate():
        return _views_page(round_id, form, 422)
    try:
        view_id = save_view(
            actor=actor,
            round_id=round_id,
            name=form.name.data,
            wanted=view_query(parse_qs((form.query.data or "").lstrip("?"))),
            is_shared=bool("is_shared" in form and form.is_shared.data),
            now=clock.now(),
        )
    except DomainError as error:
        return _views_page(round_id, form, refuse(form, error))
    flash(tr(text("지금 조건을 ‘%(name)s’ 보기로 저장했습니다.", name=form.name.data)))
    return redirect(url_for("applications.open_view", round_id=round_id, view_id=view_id))


@bp.get("/staff/rounds/<uuid:round_id>/views/<uuid:view_id>")
@door(needs="application.view.list", subject="view_id", owner=READER)
def open_view(round_id: UUID, view_id: UUID) -> ResponseReturnValue:
    """To the list with the view's filters; columns that no longer exist are left out there."""
    view = desk.get_view(session_now(), current_actor(), _round(round_id).program_id, view_id)
    query = urlencode(view.wanted, doseq=True)
    return redirect(url_for("applications.staff_list", round_id=round_id) + (f"?{query}" if query else ""))


@bp.post("/staff/rounds/<uuid:round_id>/views/<uuid:view_id>/remove")
@door(needs="application.view.save", subject="view_id", owner=READER)
def drop_view(round_id: UUID, view_id: UUID) -> ResponseReturnValue:
    remove_view(actor=current_actor(), round_id=round_id, view_id=view_id, now=clock.now())
    flash(tr(text("저장한 보기를 지웠습니다.")))
    return redirect(url_for("applications.views", round_id=round_id))
