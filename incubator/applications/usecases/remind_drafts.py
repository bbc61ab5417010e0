"""Tell the members of drafts that the deadline comes near: 7 days, 3 days, 1 day, 3 hours before."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.applications import queries
from incubator.applications.events import DraftReminded
from incubator.applications.rules import LADDER, Rung, due_rung
from incubator.applications.workflow import ApplicationState
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work


def remind_drafts(*, now: datetime) -> int:
    """Called by the worker again and again; returns how many drafts were reminded.

    Looks without the write lock first.  After a standstill each draft is reminded once, of the latest rung.
    """
    longest: timedelta = max(LADDER.values())
    rows = queries.list_drafts_before_deadline(session_now(), now, now + longest)
    due = {
        row.id: (rung, row.closes_at - LADDER[rung])
        for row in rows
        if (rung := due_rung(now=now, closes_at=row.closes_at, since=row.reminded_at or row.created_at))
    }
    return sum(_remind(application_id, rung, at, now) for application_id, (rung, at) in due.items())


def _remind(application_id: UUID, rung: Rung, rung_at: datetime, now: datetime) -> bool:
    with unit_of_work() as work:
        application = queries.find_for_change(work.session, application_id)
        if application is None or application.state is not ApplicationState.DRAFT:
            return False
        if application.reminded_at is not None and application.reminded_at >= rung_at:
            return False
        application.reminded_at = rung_at
        work.record(
            DraftReminded(
                stamp=by_the_clock(now),
                application_id=application.id,
                round_id=application.round_id,
                organisation_id=application.organisation_id,
                rung=str(rung),
            )
        )
        return True
