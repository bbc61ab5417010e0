"""The due time of requests has passed without an answer: back to the desk, where a person decides."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.applications import queries
from incubator.applications.events.intake import SupplementLapsed
from incubator.applications.queries import supplements
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work


def lapse_supplements(*, now: datetime) -> int:
    """Called by the worker again and again; returns how many.  Nobody is found 부적격 by the clock.

    Looks without the write lock first.
    """
    return sum(_lapse(*ids, now) for ids in supplements.list_overdue(session_now(), now))


def _lapse(application_id: UUID, request_id: UUID, now: datetime) -> bool:
    with unit_of_work(bookkeeping=True) as work:
        application = queries.find_for_change(work.session, application_id)
        request = supplements.find_awaited(work.session, application_id)
        if application is None or request is None or request.id != request_id or request.due_at >= now:
            return False
        request.lapse(at=now)
        application.lapse_supplement()
        application.updated_at = request.updated_at = now
        work.record(
            SupplementLapsed(
                stamp=by_the_clock(now),
                application_id=application_id,
                round_id=application.round_id,
                organisation_id=application.organisation_id,
                request_id=request_id,
            )
        )
        return True
