"""What people may do to a round: each asks first, and most of it is decided by a line of signatures."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.approvals.queries import Candidates, list_about
from incubator.approvals.rules import Act
from incubator.core.dates import day_in_kst
from incubator.core.errors import DomainError
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.programs import policy, queries
from incubator.programs.forms.approving import (
    AskCancellationForm,
    AskCorrectionForm,
    AskExtensionForm,
    AskPublicationForm,
    RecallForm,
)
from incubator.programs.forms.rounds import CorrectForm, Labelled, ReasonForm
from incubator.programs.models import Round
from incubator.programs.pages.staff import RoundPage, posting_words, round_page
from incubator.programs.queries.authority import list_signers
from incubator.programs.usecases.cancel_planned_round import cancel_planned_round
from incubator.programs.usecases.correct_notice import correct_notice
from incubator.programs.usecases.recall_round import recall_round
from incubator.programs.usecases.request_cancellation import request_cancellation
from incubator.programs.usecases.request_correction import request_correction
from incubator.programs.usecases.request_extension import request_extension
from incubator.programs.usecases.request_publication import request_publication
from incubator.programs.usecases.request_round_approval import SUBJECT
from incubator.programs.usecases.return_round import return_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.filters import day
from incubator.web.forms import clean, refuse
from incubator.web.i18n import tr

bp = Blueprint("round_acts", __name__, url_prefix="/staff/rounds")
OWNER = "staff of the round's program"
ASKED = text("결재를 올렸습니다. 승인되면 그때 이루어지고 알려 드립니다.")


def _visible(round_id: UUID) -> Round:
    """404 also for those who may not know of it."""
    return queries.get_whole_visible_round(session_now(), current_actor(), round_id)


def _candidates(found: Round, act: Act) -> Candidates:
    return list_signers(session_now(), found, act, drafter_id=current_actor().user_id, now=clock.now())


def _page(found: Round) -> RoundPage:
    return round_page(
        current_actor(),
        found,
        announced_on=day(found.announced_on),
        now=clock.now(),
        approvals=list_about(session_now(), SUBJECT, found.id),
    )


def _show(template: str, round_id: UUID, form: Labelled, status: int) -> ResponseReturnValue:
    """Read anew: a refused act has closed what was read before."""
    found = _visible(round_id)
    page, posting = _page(found), posting_words(found)
    return render_template(template, page=page, posting=posting, form=form), status


def _done(round_id: UUID, words: Text) -> ResponseReturnValue:
    flash(tr(words))
    return redirect(url_for("rounds.detail", round_id=round_id))


def _first_status() -> int:
    return 200 if request.method == "GET" else 422


@bp.route("/<uuid:round_id>/publish", methods=["GET", "POST"])
@door(needs="round.publish", subject="round_id", owner=OWNER)
def publish(round_id: UUID) -> ResponseReturnValue:
    """What will happen, then the button that asks for it."""
    found = _visible(round_id)
    policy.may_request(current_actor(), found).enforce()
    form = AskPublicationForm(version=found.version)
    form.offer(_candidates(found, Act.PUBLISH))
    status = _first_status()
    if form.validate_on_submit():
        try:
            request_publication(
                actor=current_actor(),
                round_id=round_id,
                line=form.line,
                reason=clean(form.reason.data),
                version=form.known_version,
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            return _done(round_id, ASKED)
    return _show("programs/staff/publish.html", round_id, form, status)


@bp.route("/<uuid:round_id>/take-back", methods=["GET", "POST"])
@door(needs="round.publish", subject="round_id", owner=OWNER)
def take_back(round_id: UUID) -> ResponseReturnValue:
    """An approved call that waits for its day goes back to the desk."""
    found = _visible(round_id)
    policy.may_return(current_actor(), found).enforce()
    form = ReasonForm()
    status = _first_status()
    if form.validate_on_submit():
        try:
            return_round(actor=current_actor(), round_id=round_id, reason=clean(form.reason.data), now=clock.now())
        except DomainError as error:
            status = refuse(form, error)
        else:
            return _done(round_id, text("작성 중으로 되돌렸습니다. 고친 뒤 다시 결재를 올려 주세요."))
    return _show("programs/staff/take_back.html", round_id, form, status)


@bp.route("/<uuid:round_id>/extend", methods=["GET", "POST"])
@door(needs="round.extend", subject="round_id", owner=OWNER)
def extend(round_id: UUID) -> ResponseReturnValue:
    found = _visible(round_id)
    policy.may_extend(current_actor(), found).enforce()
    form = AskExtensionForm()
    form.offer(_candidates(found, Act.EXTEND))
    status = _first_status()
    if form.validate_on_submit() and form.closes_at.data:
        try:
            request_extension(
                actor=current_actor(),
                round_id=round_id,
                closes_at=form.closes_at.data,
                reason=clean(form.reason.data),
                line=form.line,
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            return _done(round_id, ASKED)
    return _show("programs/staff/extend.html", round_id, form, status)


@bp.route("/<uuid:round_id>/correct", methods=["GET", "POST"])
@door(needs="round.correct", subject="round_id", owner=OWNER)
def correct(round_id: UUID) -> ResponseReturnValue:
    """At once while nobody has handed in, by approval afterwards."""
    found = _visible(round_id)
    policy.may_correct(current_actor(), found).enforce()
    form = AskCorrectionForm(obj=found) if found.receipt_serial else CorrectForm(obj=found)
    if isinstance(form, AskCorrectionForm):
        form.offer(_candidates(found, Act.CORRECT))
    status = _first_status()
    if form.validate_on_submit():
        try:
            _correct(round_id, form)
        except DomainError as error:
            status = refuse(form, error)
        else:
            told = text("정정공고를 냈습니다. 신청하신 분들께 알립니다.")
            return _done(round_id, ASKED if isinstance(form, AskCorrectionForm) else told)
    return _show("programs/staff/correct.html", round_id, form, status)


def _correct(round_id: UUID, form: CorrectForm) -> None:
    actor, reason, now = current_actor(), clean(form.reason.data), clock.now()
    changes, version = form.values, form.known_version
    if isinstance(form, AskCorrectionForm):
        request_correction(
            actor=actor, round_id=round_id, changes=changes, reason=reason, line=form.line, version=version, now=now
        )
    else:
        correct_notice(actor=actor, round_id=round_id, changes=changes, reason=reason, version=version, now=now)


@bp.route("/<uuid:round_id>/recall", methods=["GET", "POST"])
@door(needs="round.recall", subject="round_id", owner=OWNER)
def recall(round_id: UUID) -> ResponseReturnValue:
    """A new call in place of one that ended; it goes the same way as any other."""
    found = _visible(round_id)
    policy.may_recall(current_actor(), found).enforce()
    form = RecallForm(announced_on=day_in_kst(clock.now()))
    status = _first_status()
    if form.validate_on_submit() and form.announced_on.data:
        try:
            new_id = recall_round(
                actor=current_actor(),
                round_id=round_id,
                announced_on=form.announced_on.data,
                reason=clean(form.reason.data),
                now=clock.now(),
            )
        except DomainError as error:
            status = refuse(form, error)
        else:
            return _done(new_id, text("재공고를 만들었습니다. 내용을 고친 뒤 결재를 올려 주세요."))
    return _show("programs/staff/recall.html", round_id, form, status)


@bp.route("/<uuid:round_id>/cancel", methods=["GET", "POST"])
@door(needs="round.cancel", subject="round_id", owner=OWNER)
def cancel(round_id: UUID) -> ResponseReturnValue:
    """At once while nobody outside has seen it, by approval afterwards."""
    found = _visible(round_id)
    policy.may_cancel(current_actor(), found).enforce()
    form = AskCancellationForm() if found.published_at else ReasonForm()
    if isinstance(form, AskCancellationForm):
        form.offer(_candidates(found, Act.CANCEL))
    status = _first_status()
    if form.validate_on_submit():
        try:
            _cancel(round_id, form)
        except DomainError as error:
            status = refuse(form, error)
        else:
            told = text("공고를 취소했습니다.")
            return _done(round_id, ASKED if isinstance(form, AskCancellationForm) else told)
    return _show("programs/staff/cancel.html", round_id, form, status)


def _cancel(round_id: UUID, form: ReasonForm) -> None:
    actor, reason, now = current_actor(), clean(form.reason.data), clock.now()
    if isinstance(form, AskCancellationForm):
        request_cancellation(actor=actor, round_id=round_id, reason=reason, line=form.line, now=now)
    else:
        cancel_planned_round(actor=actor, round_id=round_id, reason=reason, now=now)
