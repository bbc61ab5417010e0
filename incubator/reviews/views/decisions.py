"""Doors of the decision for staff: propose, deliberate, confirm, take back, ask for the release."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.approvals.queries import list_candidates
from incubator.approvals.usecases.request_approval import Line
from incubator.core.errors import DomainError, Forbidden, Invalid, NotFound
from incubator.core.text import Text, text
from incubator.db.session import session_now
from incubator.programs.models import Round
from incubator.reviews.forms.decisions import (
    MOST_MEMBERS,
    DeliberateForm,
    ProposeForm,
    ReleaseForm,
    TypedRow,
    WithdrawForm,
    typed_rows,
    typed_votes,
    wanted_of,
)
from incubator.reviews.models import Decision
from incubator.reviews.pages.decisions import decision_page, release_page, runner_ids
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries import decisions
from incubator.reviews.rules.decided import VOTE_LABELS
from incubator.reviews.usecases.confirm_decision import confirm_decision
from incubator.reviews.usecases.deliberate_decision import deliberate_decision
from incubator.reviews.usecases.propose_decision import propose_decision
from incubator.reviews.usecases.request_release import request_release
from incubator.reviews.usecases.withdraw_decision import withdraw_decision
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.computation import MANAGER, STAFF, note_readers
from incubator.reviews.workflow import DecisionState
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import clean, refuse
from incubator.web.i18n import tr

SECOND = "a head whose grant reaches the round's program, and who did not propose (reviews.policy.decisions)"
EITHER = "a manager or head whose grant reaches the round's program (reviews.policy.decisions)"
ADDRESS = "/staff/rounds/<uuid:round_id>/decision"


def _round(round_id: UUID) -> Round:
    return sheets.get_round(session_now(), current_actor(), round_id)


def _live(round_id: UUID) -> Decision:
    """The decision that stands.  Raises NotFound."""
    _round(round_id)
    found = decisions.find_live(session_now(), round_id)
    if found is None:
        raise NotFound
    return found


def _show(
    round_id: UUID,
    *,
    status: int = 200,
    typed: dict[UUID, TypedRow] | None = None,
    problem: DomainError | None = None,
    propose: ProposeForm | None = None,
    deliberate: DeliberateForm | None = None,
    withdraw: WithdrawForm | None = None,
) -> ResponseReturnValue:
    """Read anew: a refused act has closed what was read before."""
    session, actor = session_now(), current_actor()
    session.rollback()
    round_ = _round(round_id)
    page = decision_page(session, actor, round_, typed)
    body = render_template(
        "reviews/decision.html",
        page=page,
        propose=propose or ProposeForm(formdata=None),
        deliberate=deliberate or DeliberateForm(formdata=None),
        withdraw=withdraw or WithdrawForm(formdata=None),
        problem=problem,
        problems=problem.problems if isinstance(problem, Invalid) else {},
        members=range(1, MOST_MEMBERS + 1),
        votes=VOTE_LABELS,
        typed=request.form,
    )
    ids = [row.id for row in page.proposal.rows] if page.proposal else []
    live = decisions.find_live(session, round_id)
    ids += [line.application_id for line in live.lines] if live else []
    note_readers({one.organisation_id for one in sheets.list_named(session, ids).values()})
    return body, status


def _raise_if_hidden(error: DomainError) -> None:
    if isinstance(error, Forbidden | NotFound):
        raise error


@bp.get(ADDRESS)
@door(needs="review.read_round", subject="round_id", owner=STAFF)
def decision(round_id: UUID) -> ResponseReturnValue:
    """The proposal by rank while nothing stands, else the decision and what may follow."""
    return _show(round_id)


@bp.post(ADDRESS)
@door(needs="review.propose", subject="round_id", owner=MANAGER)
def propose(round_id: UUID) -> ResponseReturnValue:
    form, round_ = ProposeForm(), _round(round_id)
    may_run(current_actor(), round_).enforce()
    try:
        typed = typed_rows(request.form, runner_ids(decisions.race_of(session_now(), round_)))
    except DomainError as error:
        return _show(round_id, status=error.status, problem=error, propose=form)
    if not form.validate():
        return _show(round_id, status=422, typed=typed, propose=form)
    try:
        propose_decision(actor=current_actor(), round_id=round_id, wanted=wanted_of(form, typed), now=clock.now())
    except DomainError as error:
        _raise_if_hidden(error)
        return _show(round_id, status=refuse(form, error), typed=typed, problem=error, propose=form)
    return _done(round_id, text("선정안을 올렸습니다. 운영위원회의 심의 결과를 기록해 주세요."))


def _done(round_id: UUID, words: Text) -> ResponseReturnValue:
    flash(tr(words))
    return redirect(url_for("reviews.decision", round_id=round_id))


@bp.post(ADDRESS + "/deliberate")
@door(needs="review.propose", subject="round_id", owner=MANAGER)
def deliberate(round_id: UUID) -> ResponseReturnValue:
    """Minutes and votes of the operating committee."""
    form, live = DeliberateForm(), _live(round_id)
    may_run(current_actor(), _round(round_id)).enforce()
    if not form.validate():
        return _show(round_id, status=422, deliberate=form)
    try:
        deliberate_decision(
            actor=current_actor(),
            decision_id=live.id,
            minutes=clean(form.minutes.data),
            votes=typed_votes(request.form),
            now=clock.now(),
        )
    except DomainError as error:
        _raise_if_hidden(error)
        return _show(round_id, status=refuse(form, error), problem=error, deliberate=form)
    return _done(round_id, text("심의 결과를 기록했습니다. 선정안을 올리지 않은 결재자가 확정합니다."))


@bp.post(ADDRESS + "/confirm")
@door(needs="review.confirm_decision", subject="round_id", owner=SECOND)
def confirm(round_id: UUID) -> ResponseReturnValue:
    act = partial(
        confirm_decision,
        actor=current_actor(),
        decision_id=_live(round_id).id,
        seen=request.form.get("seen", ""),
        now=clock.now(),
    )
    return _do(round_id, act, text("확정했습니다. 발표하기 전까지 밖에서는 아무도 알 수 없습니다."))


def _do(round_id: UUID, act: Callable[[], None], words: Text) -> ResponseReturnValue:
    try:
        act()
    except DomainError as error:
        _raise_if_hidden(error)
        return _show(round_id, status=error.status, problem=error)
    return _done(round_id, words)


@bp.post(ADDRESS + "/withdraw")
@door(needs="review.withdraw_decision", subject="round_id", owner=EITHER)
def withdraw(round_id: UUID) -> ResponseReturnValue:
    form, live = WithdrawForm(), _live(round_id)
    if not form.validate():
        return _show(round_id, status=422, withdraw=form)
    try:
        withdraw_decision(actor=current_actor(), decision_id=live.id, reason=clean(form.reason.data), now=clock.now())
    except DomainError as error:
        _raise_if_hidden(error)
        return _show(round_id, status=refuse(form, error), problem=error, withdraw=form)
    return _done(round_id, text("선정안을 거두었습니다. 새 선정안을 올릴 수 있습니다."))


@bp.get(ADDRESS + "/release")
@door(needs="review.read_round", subject="round_id", owner=STAFF)
def release(round_id: UUID) -> ResponseReturnValue:
    """What will happen, before anybody signs for it."""
    return _release(round_id, None, 200)


def _release(round_id: UUID, form: ReleaseForm | None, status: int) -> ResponseReturnValue:
    session, actor, now = session_now(), current_actor(), clock.now()
    session.rollback()
    round_, live = _round(round_id), _live(round_id)
    if live.state not in (DecisionState.CONFIRMED, DecisionState.RELEASED):
        raise NotFound
    page = release_page(session, round_, live, now)
    form = form or ReleaseForm(formdata=None, people=_approvers(round_, live))
    is_asking = bool(may_run(actor, round_)) and live.state is DecisionState.CONFIRMED and page.pending is None
    body = render_template("reviews/release.html", page=page, form=form, is_asking=is_asking)
    ids = [line.application_id for line in live.lines]
    note_readers({one.organisation_id for one in sheets.list_named(session, ids).values()})
    return body, status


def _approvers(round_: Round, live: Decision) -> list[tuple[UUID, str]]:
    found = list_candidates(
        session_now(),
        program_id=round_.program_id,
        branch_id=round_.program.branch_id,
        drafter_id=current_actor().user_id,
        now=clock.now(),
    )
    return [(user.id, user.name) for user in found.approvers if user.id != live.proposed_by]


@bp.post(ADDRESS + "/release")
@door(needs="review.propose", subject="round_id", owner=MANAGER)
def ask_release(round_id: UUID) -> ResponseReturnValue:
    round_, live = _round(round_id), _live(round_id)
    may_run(current_actor(), round_).enforce()
    form = ReleaseForm(people=_approvers(round_, live))
    if not form.validate():
        return _release(round_id, form, 422)
    try:
        wanted = UUID(form.approver_id.data or "")
    except ValueError:
        form.approver_id.errors = [tr(text("결재할 사람을 골라 주세요."))]
        return _release(round_id, form, 422)
    try:
        request_release(
            actor=current_actor(),
            decision_id=live.id,
            line=Line(wanted, opinion=clean(form.opinion.data)),
            now=clock.now(),
        )
    except DomainError as error:
        _raise_if_hidden(error)
        return _release(round_id, form, refuse(form, error))
    return _done(round_id, text("발표 결재를 올렸습니다. 결재가 끝나는 순간 모두에게 알립니다."))
