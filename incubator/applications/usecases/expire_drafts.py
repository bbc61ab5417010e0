"""The deadline has passed over drafts: they become 미제출."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.applications import queries
from incubator.applications.events import ApplicationExpired
from incubator.applications.workflow import ApplicationState
from incubator.db.unit_of_work import unit_of_work


def expire_drafts(*, round_id: UUID, now: datetime) -> int:
    """Every draft of a closed round, one fact each; returns how many.  A second call finds none."""
    with unit_of_work() as work:
        drafts = queries.list_closed_for_change(work.session, round_id, ApplicationState.DRAFT)
        for application in drafts:
            application.expire()
            application.updated_at = now
            work.record(
                ApplicationExpired(
                    stamp=by_the_clock(now),
                    application_id=application.id,
                    round_id=round_id,
                    organisation_id=application.organisation_id,
                )
            )
        return len(drafts)
