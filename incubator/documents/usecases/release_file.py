"""Let go of a file that its slice holds no longer."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts.actor import Actor, by_the_clock
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries
from incubator.documents.events import FileReleased

GRACE = timedelta(days=7)
"""How long a file taken out by mistake can be brought back by an operator."""


def release_file(*, actor: Actor | None, file_id: UUID, now: datetime, grace: timedelta = GRACE) -> None:
    """The owning slice has dropped its last reference; the content is purged when the grace is over.

    Raises NotFound.  Never call it for a file that a submitted version names: those are kept as long as the version.
    """
    with unit_of_work() as work:
        file = queries.get_file_for_change(work.session, file_id)
        file.expires_at = now + grace
        file.updated_at = now
        stamp = actor.stamp(now) if actor else by_the_clock(now)
        work.record(FileReleased(stamp=stamp, file_id=file_id))
