"""Let a held message go: the clock sends it with the next look."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.bulk import MessageReleased
from incubator.applications.policy.desk import MAY
from incubator.applications.queries import bulk
from incubator.applications.workflow import OutgoingStep
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_visible_round


def release_message(*, actor: Actor, outgoing_id: UUID, now: datetime) -> UUID:
    """Returns the round it belongs to.  Raises NotFound, Forbidden, StepNotAllowed when it has left or was cancelled."""
    with unit_of_work() as work:
        outgoing = bulk.get_outgoing_for_change(work.session, outgoing_id)
        round_ = get_visible_round(work.session, actor, outgoing.round_id)
        MAY[OutgoingStep.RELEASE](actor, round_).enforce()
        outgoing.release(by=actor.user_id, leaves_at=now)
        work.record(
            MessageReleased(
                stamp=actor.stamp(now), application_id=outgoing.application_id, round_id=outgoing.round_id,
                outgoing_id=outgoing.id,
            )
        )  # fmt: skip
        return outgoing.round_id
