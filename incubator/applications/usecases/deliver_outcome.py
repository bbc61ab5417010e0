"""Put the result into the inbox of every member, and write down when: the term of objections counts from it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.applications import queries
from incubator.applications.events.outcomes import OutcomeDelivered
from incubator.applications.models import Application, Outcome
from incubator.applications.queries import outcomes
from incubator.db.unit_of_work import unit_of_work

Tell = Callable[[Application, Outcome], None]
"""Writes the notices; they and the time of delivery are one commit."""


def deliver_outcome(*, application_id: UUID, tell: Tell, now: datetime) -> None:
    """A second call, or a call for an application without an outcome, does nothing."""
    with unit_of_work() as work:
        outcome = outcomes.find_outcome_for_change(work.session, application_id)
        application = queries.find_whole(work.session, application_id)
        if application is None or outcome is None or outcome.delivered_at is not None:
            return
        tell(application, outcome)
        outcome.deliver(at=now)
        outcome.updated_at = now
        work.record(
            OutcomeDelivered(
                stamp=by_the_clock(now),
                application_id=application.id,
                round_id=application.round_id,
                organisation_id=application.organisation_id,
            )
        )
