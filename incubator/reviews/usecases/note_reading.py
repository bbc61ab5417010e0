"""A sign that a plan is in front of its reviewer."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.db.unit_of_work import unit_of_work
from incubator.parameters.queries import value
from incubator.reviews.policy.sheets import may_score
from incubator.reviews.queries import sheets
from incubator.reviews.rules.desk import seconds_read


def note_reading(*, actor: Actor, assignment_id: UUID, now: datetime) -> int:
    """Seconds read so far.  One sign counts for no longer than the ceiling, and two windows count once.

    Raises NotFound, Forbidden.
    """
    with unit_of_work(bookkeeping=True) as work:
        assignment = sheets.get_for_change(work.session, actor, assignment_id)
        may_score(actor, assignment, now).enforce()
        sheet = assignment.sheet
        if sheet is None:
            return 0
        most = value(work.session, "reviews.beat_most_seconds", on=day_in_kst(now))
        seconds = sheet.reading_seconds + seconds_read(sheet.read_until, now, most)
        sheets.mark_reading(work.session, sheet.id, seconds, now)
        return seconds
