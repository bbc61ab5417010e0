"""The queue of a round's intake desk, and the release of what was decided."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications import policy
from incubator.applications.pages.queue import queue_page, release_page
from incubator.applications.queries.intake import Desk
from incubator.applications.usecases.release_outcomes import release_outcomes
from incubator.applications.views.blueprint import bp
from incubator.applications.views.intake import SECOND
from incubator.applications.views.noted import note_companies
from incubator.applications.views.staff import STAFF
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.programs.models import Round
from incubator.programs.queries import get_visible_round
from incubator.web import clock
from incubator.web.access import door
from incubator.web.i18n import tr
from incubator.web.urls import page_number


def _round(round_id: UUID) -> Round:
    actor = current_actor()
    round_ = get_visible_round(session_now(), actor, round_id)
    policy.may_read_as_staff(actor, round_).enforce()
    return round_


@bp.get("/staff/rounds/<uuid:round_id>/intake")
@door(needs="application.list_of_round", subject="round_id", owner=STAFF)
def intake_queue(round_id: UUID) -> ResponseReturnValue:
    """Where each application lies and who works on it.  Whose names are shown goes into the access log."""
    actor, chosen = current_actor(), request.args.get("place", "")
    place = next((item for item in Desk if item.value == chosen), None)
    page = queue_page(
        session_now(), actor, _round(round_id), place=place, mine="mine" in request.args, number=page_number()
    )
    body = render_template("applications/intake_queue.html", page=page)
    note_companies(row.organisation_id for row in page.rows.items)
    return body


@bp.get("/staff/rounds/<uuid:round_id>/intake/release")
@door(needs="application.release_outcomes", subject="round_id", owner=SECOND)
def intake_release(round_id: UUID) -> ResponseReturnValue:
    """Who would be told what; nothing happens yet."""
    round_ = _round(round_id)
    policy.may_release(current_actor(), round_).enforce()
    page = release_page(session_now(), round_)
    body = render_template("applications/intake_release.html", page=page)
    note_companies(page.organisation_ids)
    return body


@bp.post("/staff/rounds/<uuid:round_id>/intake/release")
@door(needs="application.release_outcomes", subject="round_id", owner=SECOND)
def intake_release_now(round_id: UUID) -> ResponseReturnValue:
    count = release_outcomes(actor=current_actor(), round_id=round_id, now=clock.now())
    flash(tr(text("신청자 %(count)s곳에 자격 검토 결과를 알렸습니다.", count=count)))
    return redirect(url_for("applications.intake_queue", round_id=round_id))
