"""Doors of the result: its applicant's page, and the list for everybody."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.applications.queries.outcomes import get_own_outcome
from incubator.core.errors import NotFound
from incubator.db.session import session_now
from incubator.programs.queries import get_public_round
from incubator.reviews.pages.outcomes import outcome_page, public_list
from incubator.reviews.queries.decisions import find_live
from incubator.reviews.views.blueprint import bp
from incubator.web import clock
from incubator.web.access import door, public

MEMBER = "a member of the applying organisation, once the decision is released (applications.queries.outcomes)"


@bp.get("/applications/<uuid:application_id>/outcome")
@door(needs="application.view", subject="application_id", owner=MEMBER)
def outcome(application_id: UUID) -> ResponseReturnValue:
    """The result, what follows, and until when one may object.  Not there before the release."""
    session = session_now()
    application, found = get_own_outcome(session, current_actor(), application_id)
    page = outcome_page(session, application, found, clock.now())
    return render_template("reviews/outcome.html", page=page)


@bp.get("/calls/<uuid:round_id>/results")
@public
def public_results(round_id: UUID) -> ResponseReturnValue:
    """Who was selected: companies by name, persons masked.  Not there before the release."""
    session = session_now()
    round_ = get_public_round(session, round_id)
    live = find_live(session, round_id)
    if live is None or live.released_at is None:
        raise NotFound
    return render_template("reviews/public_results.html", page=public_list(session, round_, live.released_at))
