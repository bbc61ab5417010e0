"""Doors of possible duplicates."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import policy
from incubator.applications.forms.duplicates import DuplicateForm
from incubator.applications.forms.staff import member
from incubator.applications.pages.duplicates import duplicates_page, pair_page
from incubator.applications.queries.duplicates import get_pair
from incubator.applications.usecases.confirm_duplicate import confirm_duplicate
from incubator.applications.usecases.dismiss_duplicate import dismiss_duplicate
from incubator.applications.usecases.open_duplicate import open_duplicate
from incubator.applications.usecases.request_duplicate_search import request_duplicate_search
from incubator.applications.views.blueprint import bp
from incubator.applications.views.noted import note_companies
from incubator.applications.workflow import DuplicateState
from incubator.core.errors import DomainError
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs.queries import get_visible_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.forms import refuse
from incubator.web.i18n import tr
from incubator.web.urls import page_number

STAFF = (
    "a manager, head or auditor whose grant reaches the program of either application (applications.policy.duplicates)"
)
DESK = "a manager whose grant reaches the program of either application (applications.policy.duplicates)"


@bp.get("/staff/rounds/<uuid:round_id>/duplicates")
@door(needs="application.duplicates", subject="round_id", owner=STAFF)
def duplicates(round_id: UUID) -> ResponseReturnValue:
    """The round's pairs and how far the search is.  Whose names are shown goes into the access log."""
    actor = current_actor()
    round_ = get_visible_round(session_now(), actor, round_id)
    policy.may_read_as_staff(actor, round_).enforce()
    state = member(DuplicateState, request.args.get("state")) or DuplicateState.OPEN
    page = duplicates_page(session_now(), actor, round_, state, number=page_number())
    body = render_template("applications/duplicates.html", page=page)
    note_companies(key for row in page.rows.items for key in (row.one.organisation_id, row.other.organisation_id))
    return body


@bp.post("/staff/rounds/<uuid:round_id>/duplicates/search")
@door(needs="application.search_duplicates", subject="round_id", owner=DESK)
def search_duplicates_door(round_id: UUID) -> ResponseReturnValue:
    request_duplicate_search(actor=current_actor(), round_id=round_id, now=clock.now())
    flash(tr(text("찾기 시작했습니다. 잠시 뒤 이 화면을 새로 고치면 진행과 결과가 보입니다.")))
    return redirect(url_for("applications.duplicates", round_id=round_id))


@bp.get("/staff/duplicates/<uuid:pair_id>")
@door(needs="application.duplicates", subject="pair_id", owner=STAFF)
def duplicate(pair_id: UUID) -> ResponseReturnValue:
    open_duplicate(actor=current_actor(), pair_id=pair_id, route=request.endpoint or "", now=clock.now())
    return _page(pair_id, DuplicateForm(formdata=None), 200)


def _page(pair_id: UUID, form: DuplicateForm, status: int) -> ResponseReturnValue:
    actor, session = current_actor(), session_now()
    page = pair_page(session, actor, *get_pair(session, actor, pair_id))
    return render_template("applications/duplicate.html", page=page, form=form), status


def _decide(pair_id: UUID, use_case: Callable[..., None]) -> ResponseReturnValue:
    form = DuplicateForm()
    if not form.validate():
        return _page(pair_id, form, 422)
    try:
        use_case(actor=current_actor(), pair_id=pair_id, reason=form.reason.data, now=clock.now())
    except DomainError as error:
        if error.status in (403, 404):
            raise
        session_now().rollback()
        return _page(pair_id, form, refuse(form, error))
    flash(tr(text("판단을 남겼습니다. 자격 판정은 요건 검토에서 따로 합니다.")))
    return redirect(url_for("applications.duplicate", pair_id=pair_id))


@bp.post("/staff/duplicates/<uuid:pair_id>/confirm")
@door(needs="application.decide_duplicate", subject="pair_id", owner=DESK)
def confirm_duplicate_door(pair_id: UUID) -> ResponseReturnValue:
    return _decide(pair_id, confirm_duplicate)


@bp.post("/staff/duplicates/<uuid:pair_id>/dismiss")
@door(needs="application.decide_duplicate", subject="pair_id", owner=DESK)
def dismiss_duplicate_door(pair_id: UUID) -> ResponseReturnValue:
    return _decide(pair_id, dismiss_duplicate)
