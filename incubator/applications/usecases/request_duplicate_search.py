"""Ask for a search for a round's duplicates; the worker does it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor, by_the_clock
from incubator.applications.events.duplicates import DuplicateSearchRequested
from incubator.applications.models import DuplicateSearch
from incubator.applications.policy.desk import may_work_at_desk
from incubator.applications.queries import bulk, duplicates
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.queries import get_round, get_visible_round


def request_duplicate_search(*, actor: Actor | None, round_id: UUID, now: datetime) -> UUID:
    """Returns the id of the search; while one is on its way, its id.  `actor` None: the clock, after the deadline.

    Raises NotFound, Forbidden.
    """
    with unit_of_work(bookkeeping=True) as work:
        round_ = get_visible_round(work.session, actor, round_id) if actor else get_round(work.session, round_id)
        if actor:
            may_work_at_desk(actor, round_).enforce()
        bulk.lock_runs(work.session, round_id)
        running = duplicates.find_open_search(work.session, round_id)
        if running is not None:
            return running.id
        search = DuplicateSearch(
            round_id=round_id,
            requested_by=actor.user_id if actor else None,
            requested_at=now,
            total=duplicates.count_handed_in(work.session, round_id),
        )
        work.session.add(search)
        work.session.flush()
        work.record(
            DuplicateSearchRequested(
                stamp=actor.stamp(now) if actor else by_the_clock(now), round_id=round_id, search_id=search.id
            )
        )
        return search.id
