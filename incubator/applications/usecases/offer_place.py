"""Offer a place to one who waits, or whose objection was upheld.  Part of the use case that carries what was moved."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.following import PlaceOffered
from incubator.applications.policy.following import may_give_or_take
from incubator.applications.queries.following import get_told_for_change
from incubator.core.money import Won
from incubator.db.unit_of_work import unit_of_work


def offer_place(
    *, actor: Actor, application_id: UUID, amount_won: Won | None, reply_due_at: datetime, now: datetime
) -> None:
    """It waits for an answer before `reply_due_at`.

    Raises NotFound, Forbidden, StepNotAllowed for one who neither waits nor was turned down.
    """
    with unit_of_work() as work:
        told = get_told_for_change(work.session, actor, application_id)
        may_give_or_take(actor, told.application).enforce()
        told.outcome.offer(reply_due_at=reply_due_at)
        told.outcome.amount_won, told.outcome.updated_at = amount_won, now
        work.record(
            PlaceOffered(
                stamp=actor.stamp(now),
                application_id=application_id,
                round_id=told.application.round_id,
                organisation_id=told.application.organisation_id,
                reply_due_at=reply_due_at,
            )
        )
