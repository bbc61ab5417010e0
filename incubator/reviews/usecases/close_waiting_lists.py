"""The clock ends waiting lists: so many months after the start of the agreements nobody is promoted any more."""

from __future__ import annotations

from datetime import datetime

from incubator.applications.usecases.close_waiting_list import close_waiting_list
from incubator.db.session import session_now
from incubator.reviews.queries import following


def close_waiting_lists(*, now: datetime) -> int:
    """Called by the worker again and again; returns how many applicants had waited."""
    session = session_now()
    due = [
        round_.id
        for round_ in following.list_with_waiting(session)
        if following.waiting_limit(session, round_, now) <= now
    ]
    return sum(close_waiting_list(round_id=round_id, now=now) for round_id in due)
