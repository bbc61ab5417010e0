"""Doors of a reviewer: what he was asked, the oaths, whom he is related to."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden, Invalid, NotFound, RuleBroken
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.reviews.forms.invitations import OathForm, said_of
from incubator.reviews.forms.pool import ReasonForm
from incubator.reviews.pages.invitations import declaration_page, invitation_page, mine_page, oath_page
from incubator.reviews.queries import invitations
from incubator.reviews.usecases.accept_invitation import accept_invitation
from incubator.reviews.usecases.declare_relations import declare_relations
from incubator.reviews.usecases.decline_invitation import decline_invitation
from incubator.reviews.usecases.swear_oaths import OVER, swear_oaths
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.noted import note_companies
from incubator.reviews.workflow import AppointmentState
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

OWN = "the appointed person, once asked (reviews.queries.invitations)"
ADDRESS = "/reviews/invitations/<uuid:appointment_id>"


@bp.get("/reviews")
@door(needs="review.own")
def mine() -> ResponseReturnValue:
    """A reviewer's home; for everybody else an empty list."""
    return render_template("reviews/mine.html", page=mine_page(session_now(), current_actor(), clock.now()))


@bp.get(ADDRESS)
@door(needs="review.own", subject="appointment_id", owner=OWN)
def invitation(appointment_id: UUID) -> ResponseReturnValue:
    return _page(appointment_id, ReasonForm(formdata=None), None, 200)


def _page(appointment_id: UUID, form: ReasonForm, problem: DomainError | None, status: int) -> ResponseReturnValue:
    session = session_now()
    session.rollback()
    appointment, round_ = invitations.get_own(session, current_actor(), appointment_id)
    page = invitation_page(session, appointment, round_, clock.now())
    return render_template("reviews/invitation.html", page=page, form=form, problem=problem), status


@bp.post(ADDRESS + "/accept")
@door(needs="review.own", subject="appointment_id", owner=OWN)
def accept(appointment_id: UUID) -> ResponseReturnValue:
    try:
        accept_invitation(actor=current_actor(), appointment_id=appointment_id, now=clock.now())
    except NotFound:
        raise
    except DomainError as error:
        return _page(appointment_id, ReasonForm(formdata=None), error, error.status)
    flash(tr(text("수락해 주셔서 고맙습니다. 이어서 서약을 읽고 서명해 주세요.")))
    return redirect(url_for("reviews.oaths", appointment_id=appointment_id))


@bp.post(ADDRESS + "/decline")
@door(needs="review.own", subject="appointment_id", owner=OWN)
def decline(appointment_id: UUID) -> ResponseReturnValue:
    invitations.get_own(session_now(), current_actor(), appointment_id)
    form = ReasonForm()
    if not form.validate():
        return _page(appointment_id, form, None, 422)
    try:
        decline_invitation(
            actor=current_actor(), appointment_id=appointment_id, reason=form.reason.data, now=clock.now()
        )
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _page(appointment_id, form, None, refuse(form, error))
    flash(tr(text("사양하신다는 뜻을 센터에 전했습니다.")))
    return redirect(url_for("reviews.mine"))


@bp.route(ADDRESS + "/oaths", methods=["GET", "POST"])
@door(needs="review.own", subject="appointment_id", owner=OWN)
def oaths(appointment_id: UUID) -> ResponseReturnValue:
    """보안서약, 청렴서약, 자격 자기확인, 사전접촉 확인: before the first view."""
    session, actor = session_now(), current_actor()
    appointment, round_ = invitations.get_own(session, actor, appointment_id)
    if appointment.state is not AppointmentState.ACCEPTED and request.method == "GET":
        return redirect(url_for("reviews.invitation", appointment_id=appointment_id))
    page, form, status = oath_page(appointment, round_, clock.now()), OathForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                swear_oaths(
                    actor=actor,
                    appointment_id=appointment_id,
                    keys=form.keys,
                    signature=form.signature.data,
                    now=clock.now(),
                )
            except DomainError as error:
                session.rollback()
                status = refuse(form, error)
            else:
                flash(tr(text("서약을 마쳤습니다. 신청인과의 관계를 밝혀 주세요.")))
                return redirect(url_for("reviews.declarations", appointment_id=appointment_id))
    return render_template("reviews/oaths.html", page=page, form=form), status


@bp.get(ADDRESS + "/declarations")
@door(needs="review.own", subject="appointment_id", owner=OWN)
def declarations(appointment_id: UUID) -> ResponseReturnValue:
    """The names of the applicants; what is kept from this person is not among them."""
    return _declarations(appointment_id, None, None, 200)


def _declarations(
    appointment_id: UUID,
    typed: Mapping[UUID, tuple[bool, str]] | None,
    problems: Mapping[str, tuple[Text, ...]] | None,
    status: int,
) -> ResponseReturnValue:
    session, now = session_now(), clock.now()
    appointment, round_ = invitations.get_own(session, current_actor(), appointment_id)
    if appointment.state is not AppointmentState.SWORN:
        raise RuleBroken(
            text("서약을 마친 뒤에 신청인의 이름을 보실 수 있습니다."), how=text("먼저 서약을 읽고 서명해 주세요.")
        )
    if appointment.panel.access_ends_at <= now:
        raise RuleBroken(OVER)
    page = declaration_page(session, appointment, round_, now, typed=typed, problems=problems)
    body = render_template("reviews/declarations.html", page=page, failed=bool(problems))
    note_companies(row.organisation_id for row in page.rows)
    return body, status


@bp.post(ADDRESS + "/declarations")
@door(needs="review.own", subject="appointment_id", owner=OWN)
def declare(appointment_id: UUID) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    appointment, _round = invitations.get_own(session, actor, appointment_id)
    shown = invitations.list_declarable(session, appointment.id, appointment.panel_id)
    before = invitations.list_declarations(session, appointment.id)
    said = said_of(request.form, shown)
    missing = [key for key in shown if key not in said and key not in before]
    try:
        if missing and appointment.state is AppointmentState.SWORN:
            raise Invalid(text("고칠 곳이 있습니다."), problems={"": (text("고르지 않은 신청인이 있습니다."),)})
        related = declare_relations(actor=actor, appointment_id=appointment_id, said=said, now=clock.now())
    except Invalid as error:
        session.rollback()
        return _declarations(appointment_id, said, error.problems, error.status)
    if related:
        flash(tr(text("저장했습니다. 관계가 있다고 밝히신 신청 %(count)d건은 맡기지 않습니다.", count=related)))
    else:
        flash(tr(text("저장했습니다.")))
    return redirect(url_for("reviews.invitation", appointment_id=appointment_id))
