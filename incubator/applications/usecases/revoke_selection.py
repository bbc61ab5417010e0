"""선정 취소.  Part of the use case in which the second person carries it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.following import SelectionRevoked
from incubator.applications.policy.following import may_give_or_take
from incubator.applications.queries.following import get_told_for_change
from incubator.db.unit_of_work import unit_of_work


def revoke_selection(*, actor: Actor, application_id: UUID, ground: str, reason: str, now: datetime) -> None:
    """`ground` is a code, `reason` its words for the applicant.  Raises NotFound, Forbidden, StepNotAllowed."""
    with unit_of_work() as work:
        told = get_told_for_change(work.session, actor, application_id)
        may_give_or_take(actor, told.application).enforce()
        told.outcome.revoke(reason=reason)
        told.outcome.updated_at = now
        work.record(
            SelectionRevoked(
                stamp=actor.stamp(now),
                reason=reason,
                application_id=application_id,
                round_id=told.application.round_id,
                organisation_id=told.application.organisation_id,
                ground=ground,
            )
        )
