"""The scoring desk: a reviewer's queue, a plan with its score sheet, and what a script sends while he reads."""

from __future__ import annotations

from uuid import UUID

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden, Invalid, NotFound, Stale, StepNotAllowed
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.reviews.forms.sheets import ReasonForm, typed_sheet, version_seen
from incubator.reviews.pages.sheets import Given, queue_page, sheet_page
from incubator.reviews.policy.people import may_judge
from incubator.reviews.queries import sheets
from incubator.reviews.rules.scores import written
from incubator.reviews.usecases.note_reading import note_reading
from incubator.reviews.usecases.open_plan_file import open_plan_file
from incubator.reviews.usecases.open_sheet import open_sheet
from incubator.reviews.usecases.recuse_from_application import recuse_from_application
from incubator.reviews.usecases.save_scores import save_scores
from incubator.reviews.usecases.submit_sheet import submit_sheet
from incubator.reviews.views.blueprint import bp
from incubator.web import clock
from incubator.web.access import door
from incubator.web.downloads import file_response
from incubator.web.i18n import tr

REVIEWER = "the appointed reviewer, sworn, while the panel scores; no conflict, declared free (reviews.queries.sheets)"
NOT_ALL = Invalid(text("저장하지 못한 곳이 있습니다."), how=text("표시한 곳을 고쳐 주세요. 나머지는 저장했습니다."))
SHEET = "/reviews/sheets/<uuid:assignment_id>"


@bp.get("/reviews/panels/<uuid:panel_id>")
@door(needs="review.score", subject="panel_id", owner=REVIEWER)
def scoring_queue(panel_id: UUID) -> ResponseReturnValue:
    """Applications given to this reviewer, and how far he is."""
    session, actor, now = session_now(), current_actor(), clock.now()
    appointment = sheets.find_appointment(session, actor, panel_id)
    if appointment is None:
        raise NotFound
    may_judge(actor, appointment, now).enforce()
    return render_template("reviews/scoring_queue.html", page=queue_page(session, actor, appointment, now))


@bp.get(SHEET)
@door(needs="review.score", subject="assignment_id", owner=REVIEWER)
def sheet(assignment_id: UUID) -> ResponseReturnValue:
    """The plan and the score sheet side by side.  Whose data is seen goes into the access log."""
    return _desk(assignment_id, Given(), None, 200)


def _desk(assignment_id: UUID, given: Given, error: DomainError | None, status: int) -> ResponseReturnValue:
    """The page, with what was typed and why it was refused."""
    session_now().rollback()
    actor, now = current_actor(), clock.now()
    open_sheet(actor=actor, assignment_id=assignment_id, now=now, route=request.endpoint or "")
    session = session_now()
    page = sheet_page(session, actor, sheets.get_his(session, actor, assignment_id), given, now)
    return render_template("reviews/sheet.html", page=page, error=error, form=ReasonForm()), status


@bp.post(SHEET)
@door(needs="review.score", subject="assignment_id", owner=REVIEWER)
def sheet_save(assignment_id: UUID) -> ResponseReturnValue:
    """Save; then, by the button pressed, stay, go on to the next application, or hand in."""
    actor, now, act = current_actor(), clock.now(), request.form.get("act", "save")
    typed = typed_sheet(request.form)
    try:
        saved = save_scores(
            actor=actor, assignment_id=assignment_id, typed=typed, seen=version_seen(request.form), now=now
        )
        if saved.problems:
            return _desk(assignment_id, Given(typed, saved.problems), NOT_ALL, 422)
        if act == "submit":
            submit_sheet(actor=actor, assignment_id=assignment_id, seen=saved.version, now=now)
    except Invalid as error:
        problems = {name: sentences[0] for name, sentences in error.problems.items()}
        return _desk(assignment_id, Given(None, problems), error, error.status)
    except (Stale, StepNotAllowed) as error:
        return _desk(assignment_id, Given(typed, conflict=True), error, error.status)
    return _onward(assignment_id, act)


def _onward(assignment_id: UUID, act: str) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    session.rollback()
    assignment = sheets.get_his(session, actor, assignment_id)
    following = sheets.find_next(session, actor, assignment) if act in ("submit", "next") else assignment_id
    if act == "submit":
        flash(tr(text("평가표를 제출했습니다.")))
    elif act == "save" or following in (None, assignment_id):
        flash(tr(text("저장했습니다. 평가표는 제출해야 집계됩니다.")))
    if following is None:
        return redirect(url_for("reviews.scoring_queue", panel_id=assignment.appointment.panel_id))
    return redirect(url_for("reviews.sheet", assignment_id=following))


@bp.post(SHEET + "/autosave")
@door(needs="review.score", subject="assignment_id", owner=REVIEWER)
def sheet_autosave(assignment_id: UUID) -> ResponseReturnValue:
    """What a script saves while somebody writes.  Refusals become JSON with the status of their kind."""
    saved = save_scores(
        actor=current_actor(),
        assignment_id=assignment_id,
        typed=typed_sheet(request.form),
        seen=version_seen(request.form),
        now=clock.now(),
    )
    problems = {name: tr(problem) for name, problem in saved.problems.items()}
    return jsonify({"version": saved.version, "total": written(saved.total), "problems": problems})


@bp.post(SHEET + "/reading")
@door(needs="review.score", subject="assignment_id", owner=REVIEWER)
def sheet_reading(assignment_id: UUID) -> ResponseReturnValue:
    """A sign that the plan is in front of somebody."""
    return jsonify({"seconds": note_reading(actor=current_actor(), assignment_id=assignment_id, now=clock.now())})


@bp.post(SHEET + "/recuse")
@door(needs="review.score", subject="assignment_id", owner=REVIEWER)
def recuse(assignment_id: UUID) -> ResponseReturnValue:
    actor, now = current_actor(), clock.now()
    panel_id = sheets.get_his(session_now(), actor, assignment_id).appointment.panel_id
    session_now().rollback()
    try:
        recuse_from_application(
            actor=actor, assignment_id=assignment_id, reason=request.form.get("reason", ""), now=now
        )
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _desk(assignment_id, Given(), error, error.status)
    flash(tr(text("이 신청서의 평가에서 물러났습니다. 담당자에게 알렸고, 이 신청서는 더 보이지 않습니다.")))
    return redirect(url_for("reviews.scoring_queue", panel_id=panel_id))


@bp.get(SHEET + "/files/<uuid:file_id>")
@door(needs="review.score", subject="assignment_id", owner=REVIEWER)
def sheet_file(assignment_id: UUID, file_id: UUID) -> ResponseReturnValue:
    opened = open_plan_file(
        actor=current_actor(),
        assignment_id=assignment_id,
        file_id=file_id,
        route=request.endpoint or "",
        now=clock.now(),
    )
    return file_response(**vars(opened), inline="inline" in request.args)
