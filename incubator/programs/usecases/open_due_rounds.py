"""Reception starts at its time: the worker's clock opens what is due, also what came due while it slept."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts.actor import by_the_clock
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import queries
from incubator.programs.events import RoundOpened
from incubator.programs.workflow import RoundState


def open_due_rounds(now: datetime) -> int:
    """Open each due round once, one transaction each; returns how many.  Safe to run at any time, by anybody."""
    opened = 0
    session = session_now()
    due = queries.list_due_to_open(session, now)
    session.rollback()
    for round_id in due:
        with unit_of_work() as work:
            found = queries.get_round_for_change(work.session, round_id)
            # Another worker may have been first, or a manager has moved the time meanwhile.
            if found.state is not RoundState.SCHEDULED or found.opens_at > now:
                continue
            found.open(at=now)
            work.record(RoundOpened(stamp=by_the_clock(now), round_id=found.id, program_id=found.program_id))
            opened += 1
    return opened
