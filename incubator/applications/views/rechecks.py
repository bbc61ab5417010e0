"""The conditions of a round checked again for everybody who has handed in."""

from __future__ import annotations

from uuid import UUID

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import policy
from incubator.applications.pages.rechecks import recheck_page
from incubator.applications.usecases.request_recheck import request_recheck
from incubator.applications.views.blueprint import bp
from incubator.applications.views.staff import MANAGER, STAFF
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access
from incubator.programs.queries import get_visible_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.i18n import tr
from incubator.web.urls import page_number

LOOK_AGAIN_SECONDS = "3"


@bp.get("/staff/rounds/<uuid:round_id>/recheck")
@door(needs="application.list_of_round", subject="round_id", owner=STAFF)
def recheck(round_id: UUID) -> ResponseReturnValue:
    """How far it is; while it runs the page asks again by itself.  Whose names are shown goes into the access log."""
    session, actor = session_now(), current_actor()
    round_ = get_visible_round(session, actor, round_id)
    policy.may_read_as_staff(actor, round_).enforce()
    page = recheck_page(session, actor, round_, url=request.path, number=page_number())
    answer = make_response(render_template("applications/recheck.html", page=page))
    if page.is_running:
        answer.headers["Refresh"] = LOOK_AGAIN_SECONDS
    shown = [row.organisation_id for row in page.rows.items] if page.rows else []
    if shown:
        record_access(
            actor=actor,
            action=AccessAction.LIST,
            subjects=shown,
            subject_kind="organisation",
            route=request.endpoint or "",
            now=clock.now(),
        )
    return answer


@bp.post("/staff/rounds/<uuid:round_id>/recheck")
@door(needs="application.work_at_desk", subject="round_id", owner=MANAGER)
def start_recheck(round_id: UUID) -> ResponseReturnValue:
    request_recheck(actor=current_actor(), round_id=round_id, now=clock.now())
    flash(tr(text("다시 확인하기 시작했습니다. 이 화면을 떠나도 계속됩니다.")))
    return redirect(url_for("applications.recheck", round_id=round_id))
