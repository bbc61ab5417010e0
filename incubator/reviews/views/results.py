"""Doors of a round's results for staff, and of the signature for reviewers."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.core.errors import DomainError, Forbidden, Invalid, NotFound
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.reviews.forms.computation import BonusForm
from incubator.reviews.pages.results import TypedClaim, bonuses_page, results_page
from incubator.reviews.pages.signing import signing_page
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import computation as sheets
from incubator.reviews.queries.bonuses import list_candidates
from incubator.reviews.usecases.judge_bonus import Judged, judge_bonus
from incubator.reviews.usecases.sign_computation import sign_computation
from incubator.reviews.views.blueprint import bp
from incubator.reviews.views.computation import MANAGER, STAFF, note_readers
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import clean
from incubator.web.i18n import tr

SIGNER = "a reviewer of a panel of the sheet's stage who was not let go (reviews.policy.computation)"


@bp.get("/staff/rounds/<uuid:round_id>/results")
@door(needs="review.read_round", subject="round_id", owner=STAFF)
def results(round_id: UUID) -> ResponseReturnValue:
    """Each stage with its sheet, and where the decision stands."""
    session = session_now()
    page = results_page(session, sheets.get_round(session, current_actor(), round_id))
    return render_template("reviews/results.html", page=page)


@bp.get("/staff/rounds/<uuid:round_id>/results/bonuses")
@door(needs="review.read_round", subject="round_id", owner=STAFF)
def bonuses(round_id: UUID) -> ResponseReturnValue:
    return _bonuses(round_id, {}, 200)


def _bonuses(round_id: UUID, typed: dict[str, TypedClaim], status: int) -> ResponseReturnValue:
    session, actor = session_now(), current_actor()
    session.rollback()
    round_ = sheets.get_round(session, actor, round_id)
    page = bonuses_page(session, actor, round_, typed)
    body = render_template("reviews/bonuses.html", page=page, form=BonusForm(formdata=None))
    note_readers({one.application.organisation_id for one in list_candidates(session_now(), round_id)})
    return body, status


@bp.post("/staff/rounds/<uuid:round_id>/results/bonuses")
@door(needs="review.judge_bonus", subject="round_id", owner=MANAGER)
def judge_bonuses(round_id: UUID) -> ResponseReturnValue:
    """Every row that says something is judged by itself; what is refused is shown again with the reason beside it."""
    session, actor, now = session_now(), current_actor(), clock.now()
    round_ = sheets.get_round(session, actor, round_id)
    may_run(actor, round_).enforce()
    keys = [item.key for item in round_.bonus_rows]
    ids = [one.application.id for one in list_candidates(session, round_id)]
    refused: dict[str, TypedClaim] = {}
    for application_id in ids:
        for key in keys:
            name = f"{application_id}.{key}"
            found, evidence = request.form.get(f"claim.{name}", ""), clean(request.form.get(f"evidence.{name}"))
            if not found and not evidence:
                continue
            try:
                if found not in ("yes", "no"):
                    raise Invalid(text("인정하는지 골라 주세요."))
                judged = Judged(application_id, key, found == "yes", evidence)
                judge_bonus(actor=actor, round_id=round_id, judged=judged, now=now)
            except DomainError as error:
                if isinstance(error, Forbidden | NotFound):
                    raise
                refused[name] = TypedClaim(found, evidence, error.message)
    if refused:
        return _bonuses(round_id, refused, 422)
    flash(tr(text("가점을 저장했습니다. 집계표는 다시 집계해야 바뀝니다.")))
    return redirect(url_for("reviews.bonuses", round_id=round_id))


@bp.get("/reviews/computations/<uuid:computation_id>")
@door(needs="review.sign", subject="computation_id", owner=SIGNER)
def sign_sheet(computation_id: UUID) -> ResponseReturnValue:
    """The sheet of the reviewer's own panel, without what he may not see."""
    return _sign(computation_id, None, 200)


def _sign(computation_id: UUID, problem: DomainError | None, status: int) -> ResponseReturnValue:
    session = session_now()
    session.rollback()
    page = signing_page(session, current_actor(), sheets.get_computation(session, computation_id))
    return render_template("reviews/sign.html", page=page, problem=problem), status


@bp.post("/reviews/computations/<uuid:computation_id>")
@door(needs="review.sign", subject="computation_id", owner=SIGNER)
def sign_sheet_now(computation_id: UUID) -> ResponseReturnValue:
    try:
        sign_computation(
            actor=current_actor(),
            computation_id=computation_id,
            seen=request.form.get("seen", ""),
            now=clock.now(),
        )
    except DomainError as error:
        if isinstance(error, Forbidden | NotFound):
            raise
        return _sign(computation_id, error, error.status)
    flash(tr(text("집계표에 서명했습니다.")))
    return redirect(url_for("reviews.sign_sheet", computation_id=computation_id))
