"""Doors of conflicts of interest: one person of a panel, what was found, challenges; and the applicant's own form."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications.queries import get_own
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.reviews.forms.invitations import ChallengeForm
from incubator.reviews.forms.panels import ChallengedForm
from incubator.reviews.forms.pool import ReasonForm
from incubator.reviews.pages.conflicts import challenge_page, conflict_page, conflicts_page
from incubator.reviews.pages.panels import person_page
from incubator.reviews.policy.conflicts import may_decide_conflict
from incubator.reviews.policy.people import may_head
from incubator.reviews.queries import conflicts as queries
from incubator.reviews.queries import panels as panel_queries
from incubator.reviews.queries.challenges import is_too_late
from incubator.reviews.queries.invitations import get_on_panel
from incubator.reviews.usecases.answer_challenge import answer_challenge
from incubator.reviews.usecases.confirm_conflict import confirm_conflict
from incubator.reviews.usecases.dismiss_conflict import dismiss_conflict
from incubator.reviews.usecases.dismiss_reviewer import dismiss_reviewer
from incubator.reviews.usecases.enter_conflict import enter_conflict
from incubator.reviews.usecases.file_challenge import file_challenge
from incubator.reviews.usecases.waive_affiliation import waive_affiliation
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.noted import note_companies
from incubator.reviews.views.panels import ADDRESS, MANAGER, STAFF, own_panel
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr

HEAD = "a head whose grant reaches the round's program (reviews.policy.people)"
DECIDER = "a manager whose grant reaches the round's program, never about oneself (reviews.policy.conflicts)"
PERSON = ADDRESS + "/people/<uuid:appointment_id>"
CONFLICT = ADDRESS + "/conflicts/<uuid:conflict_id>"


def _tried(form: ReasonForm | ChallengedForm, act: Callable[[], object]) -> int:
    """302 when it was done, else the status to show the form with."""
    if not form.validate():
        return 422
    try:
        act()
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        session_now().rollback()
        return refuse(form, error)
    return 302


@bp.get(PERSON)
@door(needs="review.read_round", subject="appointment_id", owner=STAFF)
def person(panel_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    """One person of a panel: state, oaths, what stands between him and applicants."""
    return _person(panel_id, appointment_id, ReasonForm(formdata=None), None, 200)


def _person(
    panel_id: UUID, appointment_id: UUID, form: ReasonForm, challenged: ChallengedForm | None, status: int
) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    panel, round_ = panel_queries.get_panel(session, actor, panel_id)
    page = person_page(session, actor, panel, round_, get_on_panel(session, panel_id, appointment_id))
    if challenged is None:
        challenged = ChallengedForm(formdata=None, cases=page.cases, prefix="c-")
    body = render_template("reviews/person.html", page=page, form=form, challenged=challenged)
    note_companies(page.organisation_ids)
    return body, status


def _of_person(panel_id: UUID, appointment_id: UUID, act: Callable[..., None], done: Text) -> ResponseReturnValue:
    get_on_panel(session_now(), panel_id, appointment_id)
    form, actor = ReasonForm(), current_actor()

    def press() -> None:
        act(actor=actor, panel_id=panel_id, appointment_id=appointment_id, reason=form.reason.data, now=clock.now())

    status = _tried(form, press)
    if status != 302:
        return _person(panel_id, appointment_id, form, None, status)
    flash(tr(done))
    return redirect(url_for("reviews.person", panel_id=panel_id, appointment_id=appointment_id))


@bp.post(PERSON + "/dismiss")
@door(needs="review.run_round", subject="appointment_id", owner=MANAGER)
def dismiss_reviewer_door(panel_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    own_panel(panel_id)
    return _of_person(panel_id, appointment_id, dismiss_reviewer, text("해촉했습니다. 권한이 바로 끝났습니다."))


@bp.post(PERSON + "/waive")
@door(needs="review.head_round", subject="appointment_id", owner=HEAD)
def waive_door(panel_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    _panel, round_ = panel_queries.get_panel(session_now(), actor, panel_id)
    may_head(actor, round_).enforce()
    return _of_person(panel_id, appointment_id, waive_affiliation, text("예외로 허용하고 까닭을 남겼습니다."))


@bp.post(PERSON + "/challenge")
@door(needs="review.run_round", subject="appointment_id", owner=MANAGER)
def enter_conflict_door(panel_id: UUID, appointment_id: UUID) -> ResponseReturnValue:
    """기피 that the data did not show."""
    panel, round_ = own_panel(panel_id)
    appointment = get_on_panel(session_now(), panel_id, appointment_id)
    page = person_page(session_now(), current_actor(), panel, round_, appointment)
    form = ChallengedForm(cases=page.cases, prefix="c-")

    def press() -> None:
        enter_conflict(
            actor=current_actor(),
            panel_id=panel_id,
            appointment_id=appointment_id,
            application_id=UUID(form.application_id.data),
            reason=form.reason.data,
            now=clock.now(),
        )

    status = _tried(form, press)
    if status != 302:
        return _person(panel_id, appointment_id, ReasonForm(formdata=None), form, status)
    flash(tr(text("기피를 올렸습니다. 확인하기 전까지 그 위원은 그 신청서를 볼 수 없습니다.")))
    return redirect(url_for("reviews.conflicts", panel_id=panel_id))


@bp.get(ADDRESS + "/conflicts")
@door(needs="review.read_round", subject="panel_id", owner=STAFF)
def conflicts(panel_id: UUID) -> ResponseReturnValue:
    session = session_now()
    panel, _round = panel_queries.get_panel(session, current_actor(), panel_id)
    return render_template("reviews/conflicts.html", page=conflicts_page(session, panel))


@bp.get(CONFLICT)
@door(needs="review.read_round", subject="conflict_id", owner=STAFF)
def conflict(panel_id: UUID, conflict_id: UUID) -> ResponseReturnValue:
    return _conflict(panel_id, conflict_id, ReasonForm(formdata=None), 200)


def _conflict(panel_id: UUID, conflict_id: UUID, form: ReasonForm, status: int) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    panel, round_ = panel_queries.get_panel(session, actor, panel_id)
    page = conflict_page(session, actor, panel, round_, queries.get_of_panel(session, panel_id, conflict_id))
    return render_template("reviews/conflict.html", page=page, form=form), status


def _decide(panel_id: UUID, conflict_id: UUID, act: Callable[..., None], done: Text) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    _panel, round_ = panel_queries.get_panel(session, actor, panel_id)
    pair = queries.get_of_panel(session, panel_id, conflict_id)
    may_decide_conflict(actor, pair.reviewer.id, round_).enforce()
    form = ReasonForm()

    def press() -> None:
        act(actor=actor, panel_id=panel_id, conflict_id=conflict_id, reason=form.reason.data, now=clock.now())

    status = _tried(form, press)
    if status != 302:
        return _conflict(panel_id, conflict_id, form, status)
    flash(tr(done))
    return redirect(url_for("reviews.conflicts", panel_id=panel_id))


@bp.post(CONFLICT + "/confirm")
@door(needs="review.decide_conflict", subject="conflict_id", owner=DECIDER)
def confirm_conflict_door(panel_id: UUID, conflict_id: UUID) -> ResponseReturnValue:
    return _decide(
        panel_id, conflict_id, confirm_conflict, text("이해충돌을 확인했습니다. 그 신청서를 맡기지 않습니다.")
    )


@bp.post(CONFLICT + "/dismiss")
@door(needs="review.decide_conflict", subject="conflict_id", owner=DECIDER)
def dismiss_conflict_door(panel_id: UUID, conflict_id: UUID) -> ResponseReturnValue:
    return _decide(panel_id, conflict_id, dismiss_conflict, text("이해충돌이 아니라고 정했습니다."))


@bp.route(ADDRESS + "/challenges/<uuid:challenge_id>", methods=["GET", "POST"])
@door(needs="review.run_round", subject="challenge_id", owner=MANAGER)
def challenge_answer(panel_id: UUID, challenge_id: UUID) -> ResponseReturnValue:
    """What an applicant wrote, whom it may mean, and the answer."""
    own_panel(panel_id)
    queries.get_challenge(session_now(), panel_id, challenge_id)
    form, status = ReasonForm(), 200
    if request.method == "POST":

        def press() -> None:
            answer_challenge(
                actor=current_actor(),
                panel_id=panel_id,
                challenge_id=challenge_id,
                reason=form.reason.data,
                now=clock.now(),
            )

        status = _tried(form, press)
        if status == 302:
            flash(tr(text("답했습니다. 신청인에게 알립니다.")))
            return redirect(url_for("reviews.panel", panel_id=panel_id))
    panel, _round = own_panel(panel_id)
    page = challenge_page(session_now(), panel, queries.get_challenge(session_now(), panel_id, challenge_id))
    return render_template("reviews/challenge_answer.html", page=page, form=form), status


@bp.route("/applications/<uuid:application_id>/challenge", methods=["GET", "POST"])
@door(
    needs="application.challenge",
    subject="application_id",
    owner="a member of the applying organisation; owners and editors file (applications.policy.may_write_for)",
)
def challenge(application_id: UUID) -> ResponseReturnValue:
    """기피 신청: the applicant is never told who judges."""
    session, actor, now = session_now(), current_actor(), clock.now()
    application = get_own(session, actor, application_id)
    form, status = ChallengeForm(), 200
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                file_challenge(
                    actor=actor,
                    application_id=application_id,
                    person=form.person.data or "",
                    organisation=form.organisation.data or "",
                    reason=form.reason.data,
                    now=now,
                )
            except DomainError as error:
                if isinstance(error, Forbidden | NotFound):
                    raise
                session.rollback()
                status = refuse(form, error)
            else:
                flash(tr(text("기피 신청을 받았습니다. 확인하고 답해 드립니다.")))
                return redirect(url_for("reviews.challenge", application_id=application_id))
        application = get_own(session, actor, application_id)
    page = {
        "application_id": application_id,
        "title": application.project_title,
        "is_too_late": is_too_late(session, application, now),
        "rows": queries.list_challenges(session, [application_id]),
    }
    return render_template("reviews/challenge.html", page=page, form=form), status
