"""Doors of objections: the applicant files, a head answers for those who decided."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications.queries.outcomes import get_own_outcome
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.reviews.forms.objections import AnswerForm, ObjectionForm
from incubator.reviews.pages.objections import answering_page, objection_page, objections_page
from incubator.reviews.policy.objections import MAY, may_file
from incubator.reviews.queries import objections as rows
from incubator.reviews.queries.panels import get_round
from incubator.reviews.usecases.dismiss_objection import dismiss_objection
from incubator.reviews.usecases.file_objection import file_objection as file_it
from incubator.reviews.usecases.reject_objection import reject_objection
from incubator.reviews.usecases.settle_objection import Answer
from incubator.reviews.usecases.uphold_objection import uphold_objection
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.computation import STAFF, note_readers
from incubator.reviews.views.outcomes import MEMBER
from incubator.reviews.workflow import ObjectionStep
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import clean, refuse
from incubator.web.i18n import tr

OWNER = "an owner of the applying organisation, once the decision is released (reviews.policy.objections)"
HEAD = "a head whose grant reaches the round's program, and who did not propose (reviews.policy.objections)"
OWN = "/applications/<uuid:application_id>/objection"
STEPS = {
    ObjectionStep.UPHOLD: uphold_objection,
    ObjectionStep.DISMISS: dismiss_objection,
    ObjectionStep.REJECT: reject_objection,
}


@bp.get(OWN)
@door(needs="application.view", subject="application_id", owner=MEMBER)
def objection(application_id: UUID) -> ResponseReturnValue:
    """The form while it can be filed, then what was filed and its answer."""
    return _own(application_id, None, 200)


def _own(application_id: UUID, form: ObjectionForm | None, status: int) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    session.rollback()
    application, outcome = get_own_outcome(session, actor, application_id)
    page = objection_page(session, actor, application, outcome, clock.now())
    form = form or ObjectionForm(formdata=None)
    return render_template("reviews/objection.html", page=page, form=form), status


@bp.post(OWN)
@door(needs="review.object", subject="application_id", owner=OWNER)
def file_objection(application_id: UUID) -> ResponseReturnValue:
    form, actor = ObjectionForm(), current_actor()
    application, _ = get_own_outcome(session_now(), actor, application_id)
    may_file(actor, application).enforce()
    if not form.validate():
        return _own(application_id, form, 422)
    try:
        file_it(
            actor=actor,
            application_id=application_id,
            facts=clean(form.facts.data),
            about_amount=bool(form.about_amount.data),
            now=clock.received_at(),
        )
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _own(application_id, form, refuse(form, error))
    flash(tr(text("이의신청을 받았습니다. 답변은 알림과 전자우편으로 보내 드립니다.")))
    return redirect(url_for("reviews.objection", application_id=application_id))


@bp.get("/staff/rounds/<uuid:round_id>/objections")
@door(needs="review.read_round", subject="round_id", owner=STAFF)
def objections(round_id: UUID) -> ResponseReturnValue:
    """Those of the round, the ones that wait first."""
    session = session_now()
    page = objections_page(session, get_round(session, current_actor(), round_id), clock.now())
    note_readers({application.organisation_id for _, _, application in rows.list_of_round(session, round_id)})
    return render_template("reviews/objections.html", page=page)


@bp.get("/staff/objections/<uuid:objection_id>")
@door(needs="review.read_round", subject="objection_id", owner=STAFF)
def objection_detail(objection_id: UUID) -> ResponseReturnValue:
    return _answering(objection_id, None, 200)


def _answering(objection_id: UUID, form: AnswerForm | None, status: int) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    session.rollback()
    found = rows.get_objection(session, actor, objection_id)
    organisation_id = found[2].organisation_id
    page = answering_page(session, actor, found, clock.now())
    form = form or AnswerForm(formdata=None)
    body = render_template("reviews/objection_detail.html", page=page, form=form)
    note_readers({organisation_id})
    return body, status


@bp.post("/staff/objections/<uuid:objection_id>")
@door(needs="review.answer_objection", subject="objection_id", owner=HEAD)
def answer_objection(objection_id: UUID) -> ResponseReturnValue:
    form, actor = AnswerForm(), current_actor()
    round_ = rows.get_objection(session_now(), actor, objection_id)[2].round
    MAY[ObjectionStep.UPHOLD](actor, round_).enforce()
    if not form.validate():
        return _answering(objection_id, form, 422)
    answer = Answer(members=clean(form.members.data), words=clean(form.answer.data))
    try:
        STEPS[ObjectionStep(form.step.data)](actor=actor, objection_id=objection_id, answer=answer, now=clock.now())
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _answering(objection_id, form, refuse(form, error))
    flash(tr(text("이의신청에 답했습니다. 신청자에게 알렸습니다.")))
    return redirect(url_for("reviews.objection_detail", objection_id=objection_id))
