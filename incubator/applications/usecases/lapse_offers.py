"""Nobody answered an offered place in time: it goes to the next."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.applications.events.following import OfferLapsed
from incubator.applications.queries import following
from incubator.applications.workflow import OutcomeState
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work


def lapse_offers(*, now: datetime) -> int:
    """Called by the worker again and again; returns how many.  Looks without the write lock first."""
    return sum(_lapse(application_id, now) for application_id in following.list_overdue_offers(session_now(), now))


def _lapse(application_id: UUID, now: datetime) -> bool:
    with unit_of_work(bookkeeping=True) as work:
        told = following.find_told_for_change(work.session, application_id)
        if told is None or told.outcome.state is not OutcomeState.OFFERED:
            return False
        if told.outcome.reply_due_at is None or told.outcome.reply_due_at > now:
            return False
        told.outcome.lapse()
        told.outcome.updated_at = now
        work.record(
            OfferLapsed(
                stamp=by_the_clock(now),
                application_id=application_id,
                round_id=told.application.round_id,
                organisation_id=told.application.organisation_id,
            )
        )
        return True
