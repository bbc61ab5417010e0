"""An approved call becomes public on the day it names: the worker's clock publishes it."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts.actor import by_the_clock
from incubator.approvals.queries import get_approval
from incubator.core.dates import day_in_kst
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import queries
from incubator.programs.usecases.publish_round import publish_round
from incubator.programs.workflow import RoundState


def publish_due_rounds(now: datetime) -> int:
    """Publish each approved round whose day has come, once, one transaction each; returns how many."""
    published = 0
    session = session_now()
    due = queries.list_due_to_publish(session, day_in_kst(now))
    session.rollback()
    for round_id in due:
        with unit_of_work() as work:
            found = queries.get_round_for_change(work.session, round_id)
            # Another worker may have been first, or a manager has taken it back meanwhile.
            if found.state is not RoundState.APPROVED or found.approval_id is None:
                continue
            approval = get_approval(work.session, found.approval_id)
            publish_round(work, about=found, approval=approval, stamp=by_the_clock(now), now=now)
            published += 1
    return published
