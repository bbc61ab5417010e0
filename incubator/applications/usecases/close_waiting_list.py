"""The waiting list of a round has ended: who still waits is told.  `reviews` knows when."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.applications.events.following import WaitingClosed
from incubator.applications.queries import following
from incubator.applications.workflow import OutcomeState
from incubator.db.unit_of_work import unit_of_work


def close_waiting_list(*, round_id: UUID, now: datetime) -> int:
    """How many had waited; a second call closes nobody again."""
    with unit_of_work(bookkeeping=True) as work:
        closed = 0
        for application_id in following.list_waiting(work.session, round_id):
            told = following.find_told_for_change(work.session, application_id)
            if told is None or told.outcome.state is not OutcomeState.WAITLISTED:
                continue
            told.outcome.close()
            told.outcome.updated_at = now
            closed += 1
            work.record(
                WaitingClosed(
                    stamp=by_the_clock(now),
                    application_id=application_id,
                    round_id=round_id,
                    organisation_id=told.application.organisation_id,
                )
            )
        return closed
