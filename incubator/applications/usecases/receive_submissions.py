"""The deadline has passed over submitted applications: frozen for everybody, staff included, and in review."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.applications import queries
from incubator.applications.events import ApplicationReceived
from incubator.applications.workflow import ApplicationState
from incubator.db.unit_of_work import unit_of_work


def receive_submissions(*, round_id: UUID, now: datetime) -> int:
    """Every submitted application of a closed round, one fact each; returns how many.  A second call finds none."""
    with unit_of_work() as work:
        submitted = queries.list_closed_for_change(work.session, round_id, ApplicationState.SUBMITTED)
        for application in submitted:
            application.receive()
            application.updated_at = now
            work.record(
                ApplicationReceived(
                    stamp=by_the_clock(now),
                    application_id=application.id,
                    round_id=round_id,
                    organisation_id=application.organisation_id,
                )
            )
        return len(submitted)
