"""Tell the applicants of a round whether they are eligible."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import OutcomeReleased
from incubator.applications.queries import intake
from incubator.applications.workflow import ApplicationState
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_visible_round


def release_outcomes(*, actor: Actor, round_id: UUID, now: datetime) -> int:
    """Everything decided and not told yet, one fact each; returns how many.  Later decisions take another release.

    Raises NotFound, Forbidden.
    """
    with unit_of_work() as work:
        policy.may_release(actor, get_visible_round(work.session, actor, round_id)).enforce()
        decided = intake.list_decided_for_change(work.session, round_id)
        for application in decided:
            application.released_at = application.updated_at = now
            work.record(
                OutcomeReleased(
                    stamp=actor.stamp(now),
                    application_id=application.id,
                    round_id=round_id,
                    organisation_id=application.organisation_id,
                    is_eligible=application.state is ApplicationState.ELIGIBLE,
                )
            )
        return len(decided)
