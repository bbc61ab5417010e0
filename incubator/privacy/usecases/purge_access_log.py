"""Destroy access entries whose term is over."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import delete

from incubator.accounts.actor import by_the_clock
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.privacy import queries
from incubator.privacy.events import AccessEntriesPurged
from incubator.privacy.models import AccessEntry
from incubator.privacy.rules import AccessAction, kept_since

NOBODY = UUID(int=0)
"""The account of what the clock does."""


def purge_access_log(*, now: datetime, years: int) -> int:
    """Delete what is older than `years` (one at least, 안전성 확보조치 기준 제8조 제1항); returns how many.

    The purge is an entry itself, so that the log says why it begins where it begins.  Raises Invalid.
    """
    if years < 1:
        raise Invalid(text("접속기록은 1년 이상 보관해야 합니다."))
    border = kept_since(now, years)
    session = session_now()
    count = queries.count_before(session, border)
    session.rollback()
    if not count:
        return 0
    with unit_of_work() as work:
        entry = AccessEntry(
            at=now,
            actor_id=NOBODY,
            acting_as="clock",
            action=AccessAction.PURGE,
            subject_kind="access_entry",
            subject_ids=[],
            subject_count=count,
        )
        work.session.add(entry)
        work.session.flush()
        work.session.execute(delete(AccessEntry).where(AccessEntry.at < border))
        work.record(
            AccessEntriesPurged(stamp=by_the_clock(now), access_entry_id=entry.id, count=count, kept_since=border)
        )
    return count
