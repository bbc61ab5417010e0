"""Doors of what follows the announcement: the applicant's place, the waiting list, changes of the selection."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications.policy.following import may_answer
from incubator.applications.queries.outcomes import get_own_outcome
from incubator.applications.usecases.accept_place import accept_place as accept
from incubator.applications.usecases.forfeit_selection import forfeit_selection as forfeit
from incubator.core.errors import DomainError, Forbidden, NotFound
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.reviews.forms.following import ForfeitForm, OfferForm, RefusalForm, RevocationForm
from incubator.reviews.pages.following import change_page, moving_page, place_page, waiting_page
from incubator.reviews.policy.following import may_decide, may_move
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.queries import following
from incubator.reviews.queries.computation import get_round as get_whole
from incubator.reviews.rules.following import Ground
from incubator.reviews.usecases.carry_change import carry_change as carry
from incubator.reviews.usecases.propose_offer import propose_offer as move_offer
from incubator.reviews.usecases.propose_revocation import propose_revocation as move_revocation
from incubator.reviews.usecases.refuse_change import refuse_change as refuse_it
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.computation import MANAGER, STAFF, note_readers
from incubator.reviews.views.outcomes import MEMBER
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import clean, refuse
from incubator.web.i18n import tr

OWNER = "an owner of the applying organisation, once the decision is released (applications.policy.following)"
SECOND = "a head whose grant reaches the round's program, and who did not move it (reviews.policy.following)"
PLACE = "/applications/<uuid:application_id>/place"
OFFER = "/staff/applications/<uuid:application_id>/offer"
REVOCATION = "/staff/applications/<uuid:application_id>/revocation"
TEMPLATES = {"offer": "reviews/offer.html", "revocation": "reviews/revocation.html"}
CHANGE = "/staff/selection-changes/<uuid:change_id>"


def _raise_if_hidden(error: DomainError) -> None:
    if isinstance(error, Forbidden | NotFound):
        raise error


@bp.get(PLACE)
@door(needs="application.view", subject="application_id", owner=MEMBER)
def place(application_id: UUID) -> ResponseReturnValue:
    """Take an offered place, or give a selection up."""
    return _place(application_id, None, None, 200)


def _place(
    application_id: UUID, form: ForfeitForm | None, problem: DomainError | None, status: int
) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    session.rollback()
    page = place_page(actor, *get_own_outcome(session, actor, application_id), clock.now())
    form = form or ForfeitForm(formdata=None)
    return render_template("reviews/place.html", page=page, form=form, problem=problem), status


@bp.post(PLACE + "/accept")
@door(needs="application.answer_place", subject="application_id", owner=OWNER)
def accept_place(application_id: UUID) -> ResponseReturnValue:
    try:
        accept(actor=current_actor(), application_id=application_id, now=clock.received_at())
    except DomainError as error:
        _raise_if_hidden(error)
        return _place(application_id, None, error, error.status)
    flash(tr(text("선정을 받아들였습니다. 협약 절차를 따로 안내해 드립니다.")))
    return redirect(url_for("reviews.outcome", application_id=application_id))


@bp.post(PLACE + "/forfeit")
@door(needs="application.answer_place", subject="application_id", owner=OWNER)
def forfeit_selection(application_id: UUID) -> ResponseReturnValue:
    form, actor = ForfeitForm(), current_actor()
    application, _ = get_own_outcome(session_now(), actor, application_id)
    may_answer(actor, application).enforce()
    if not form.validate():
        return _place(application_id, form, None, 422)
    try:
        forfeit(actor=actor, application_id=application_id, reason=clean(form.reason.data), now=clock.received_at())
    except DomainError as error:
        _raise_if_hidden(error)
        return _place(application_id, form, None, refuse(form, error))
    flash(tr(text("선정을 포기하셨습니다. 센터에 알렸습니다.")))
    return redirect(url_for("reviews.outcome", application_id=application_id))


@bp.get("/staff/rounds/<uuid:round_id>/waiting")
@door(needs="review.read_round", subject="round_id", owner=STAFF)
def waiting(round_id: UUID) -> ResponseReturnValue:
    """Who holds a place, who waits, who is next and who was passed over and why."""
    session, actor = session_now(), current_actor()
    page = waiting_page(session, actor, get_whole(session, actor, round_id), clock.now())
    found = following.list_results(session, round_id)
    note_readers({row.application.organisation_id for row in found})
    return render_template("reviews/waiting.html", page=page)


def _moving(
    application_id: UUID, template: str, form: OfferForm | RevocationForm | None, status: int
) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    session.rollback()
    found = _movable(application_id)
    may_move(actor, found.application.round).enforce()
    organisation_id = found.application.organisation_id
    page = moving_page(session, found, clock.now())
    if form is None:
        amount = "" if page.amount_won is None else f"{page.amount_won:,}"
        form = (
            OfferForm(formdata=None, data={"amount": amount}) if template == "offer" else RevocationForm(formdata=None)
        )
    body = render_template(TEMPLATES[template], page=page, form=form)
    note_readers({organisation_id})
    return body, status


def _movable(application_id: UUID) -> Any:
    """The result for staff of its program.  Raises NotFound for everybody else."""
    found = following.get_result(session_now(), application_id)
    may_read_round(current_actor(), found.application.round)
    return found


@bp.get(OFFER)
@door(needs="review.move_selection", subject="application_id", owner=MANAGER)
def offer(application_id: UUID) -> ResponseReturnValue:
    return _moving(application_id, "offer", None, 200)


@bp.post(OFFER)
@door(needs="review.move_selection", subject="application_id", owner=MANAGER)
def propose_offer(application_id: UUID) -> ResponseReturnValue:
    form, actor = OfferForm(), current_actor()
    may_move(actor, _movable(application_id).application.round).enforce()
    if not form.validate():
        return _moving(application_id, "offer", form, 422)
    try:
        change_id = move_offer(
            actor=actor,
            application_id=application_id,
            amount_won=form.amount_won(),
            note=clean(form.note.data),
            now=clock.now(),
        )
    except DomainError as error:
        _raise_if_hidden(error)
        return _moving(application_id, "offer", form, refuse(form, error))
    return _done(change_id, text("선정 변경안을 올렸습니다. 결재자가 승인하면 신청자에게 알립니다."))


@bp.get(REVOCATION)
@door(needs="review.move_selection", subject="application_id", owner=MANAGER)
def revocation(application_id: UUID) -> ResponseReturnValue:
    return _moving(application_id, "revocation", None, 200)


@bp.post(REVOCATION)
@door(needs="review.move_selection", subject="application_id", owner=MANAGER)
def propose_revocation(application_id: UUID) -> ResponseReturnValue:
    form, actor = RevocationForm(), current_actor()
    may_move(actor, _movable(application_id).application.round).enforce()
    if not form.validate():
        return _moving(application_id, "revocation", form, 422)
    try:
        change_id = move_revocation(
            actor=actor,
            application_id=application_id,
            ground=Ground(form.ground.data),
            note=clean(form.note.data),
            hearing=clean(form.hearing.data),
            now=clock.now(),
        )
    except DomainError as error:
        _raise_if_hidden(error)
        return _moving(application_id, "revocation", form, refuse(form, error))
    return _done(change_id, text("선정 변경안을 올렸습니다. 결재자가 승인하면 신청자에게 알립니다."))


def _done(change_id: UUID, words: Text) -> ResponseReturnValue:
    flash(tr(words))
    return redirect(url_for("reviews.change", change_id=change_id))


@bp.get(CHANGE)
@door(needs="review.read_round", subject="change_id", owner=STAFF)
def change(change_id: UUID) -> ResponseReturnValue:
    return _change(change_id, None, None, 200)


def _change(change_id: UUID, form: RefusalForm | None, problem: DomainError | None, status: int) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    session.rollback()
    found = following.get_change(session, actor, change_id)
    organisation_id = found.application.organisation_id
    page = change_page(session, actor, found, clock.now())
    form = form or RefusalForm(formdata=None)
    body = render_template("reviews/change.html", page=page, form=form, problem=problem)
    note_readers({organisation_id})
    return body, status


@bp.post(CHANGE + "/carry")
@door(needs="review.decide_change", subject="change_id", owner=SECOND)
def carry_change(change_id: UUID) -> ResponseReturnValue:
    try:
        carry(actor=current_actor(), change_id=change_id, now=clock.now())
    except DomainError as error:
        _raise_if_hidden(error)
        return _change(change_id, None, error, error.status)
    return _done(change_id, text("선정 변경안을 승인했습니다. 신청자에게 알렸습니다."))


@bp.post(CHANGE + "/refuse")
@door(needs="review.decide_change", subject="change_id", owner=SECOND)
def refuse_change(change_id: UUID) -> ResponseReturnValue:
    form, actor = RefusalForm(), current_actor()
    may_decide(actor, following.get_change(session_now(), actor, change_id).application.round).enforce()
    if not form.validate():
        return _change(change_id, form, None, 422)
    try:
        refuse_it(actor=actor, change_id=change_id, reason=clean(form.reason.data), now=clock.now())
    except DomainError as error:
        _raise_if_hidden(error)
        return _change(change_id, form, None, refuse(form, error))
    return _done(change_id, text("선정 변경안을 반려했습니다."))
