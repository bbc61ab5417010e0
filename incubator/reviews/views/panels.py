"""Doors of panels for staff: the hub of a round's evaluation."""

from __future__ import annotations

from uuid import UUID

from flask import render_template
from flask.typing import ResponseReturnValue

from incubator.accounts.signin import current_actor
from incubator.db.session import session_now
from incubator.reviews.pages.panels import hub_page
from incubator.reviews.queries.panels import get_round
from incubator.reviews.views.blueprint import bp
from incubator.web.access import door

STAFF = "a manager, head or auditor whose grant reaches the round's program (reviews.policy.people)"
MANAGER = "a manager whose grant reaches the round's program (reviews.policy.people)"


@bp.get("/staff/rounds/<uuid:round_id>/panels")
@door(needs="review.read_round", subject="round_id", owner=STAFF)
def panels(round_id: UUID) -> ResponseReturnValue:
    """The hub of a round's evaluation: each stage with its panels."""
    actor, session = current_actor(), session_now()
    page = hub_page(session, actor, get_round(session, actor, round_id))
    return render_template("reviews/panels.html", page=page)
