"""Take back what the centre has said of a day."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.core.typed import one_spelling, problem_of
from incubator.db.unit_of_work import unit_of_work
from incubator.parameters import policy, queries
from incubator.parameters.events import HolidayRemoved

MOST_REASON = 500


def remove_holiday(*, actor: Actor, holiday_id: UUID, reason: str, now: datetime) -> None:
    """What the law says holds again; the trail keeps what was said.  Raises Forbidden, NotFound, Invalid (no reason)."""
    policy.may_set_holiday(actor).enforce()
    why = one_spelling(reason)
    problem = problem_of(why, most=MOST_REASON) or (None if why else text("까닭을 적어 주세요."))
    if problem:
        raise Invalid(problem, field="reason")
    with unit_of_work() as work:
        row = queries.get_holiday_for_change(work.session, holiday_id)
        fact = HolidayRemoved(stamp=actor.stamp(now), reason=why, holiday_id=row.id, day=row.day, title=row.name)
        work.session.delete(row)
        work.record(fact)
