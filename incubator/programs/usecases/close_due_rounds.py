"""Reception ends at its time.  What counts as in time never waits for this: each submission is compared by itself."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts.actor import by_the_clock
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import queries
from incubator.programs.events import RoundClosed
from incubator.programs.rules.reception import SETTLING
from incubator.programs.workflow import RoundState


def close_due_rounds(now: datetime) -> int:
    """Close each round whose deadline has passed and settled, once, one transaction each; returns how many."""
    closed = 0
    session = session_now()
    due = queries.list_due_to_close(session, now)
    session.rollback()
    for round_id in due:
        with unit_of_work() as work:
            found = queries.get_round_for_change(work.session, round_id)
            # Another worker may have been first, or the deadline has been extended meanwhile.
            if found.state is not RoundState.OPEN or found.closes_at >= now - SETTLING:
                continue
            found.close(at=now)
            work.record(
                RoundClosed(
                    stamp=by_the_clock(now),
                    round_id=found.id,
                    program_id=found.program_id,
                    closes_at=found.closes_at,
                )
            )
            closed += 1
    return closed
