"""Hand out a file's content and remember who had it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Unavailable
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import policy, queries
from incubator.documents.events import FileDamaged, FileOpened
from incubator.documents.models import FileAccess


@dataclass(frozen=True)
class Opened:
    """What `web.downloads.file_response` asks for: `file_response(**vars(opened))`."""

    chunks: Iterator[bytes]
    name: str
    media_type: str
    size: int


def open_file(*, actor: Actor, file_id: UUID, purpose: str, now: datetime) -> Opened:
    """The verified content.  The owning slice has asked its own policy; here only the state of the scan is asked.

    `purpose` is the route or the reason, in the words of the trail.  Raises NotFound, Forbidden (not scanned yet,
    infected, purged), Unavailable when the stored bytes are damaged; the damage is left as a fact.
    """
    file = queries.get_file(session_now(), file_id)
    policy.may_receive(actor.user_id, file).enforce()
    opened_file = (file.name, file.media_type, file.size)
    try:
        chunks = queries.read_chunks(file)
    except Unavailable:
        with unit_of_work() as work:
            work.record(FileDamaged(stamp=actor.stamp(now), file_id=file_id, sha256=file.sha256, finding="differs"))
        raise
    with unit_of_work() as work:
        work.session.add(
            FileAccess(
                file_id=file_id, user_id=actor.user_id, at=now, address=actor.address or "", purpose=purpose[:200]
            )
        )
        work.record(FileOpened(stamp=actor.stamp(now), file_id=file_id, purpose=purpose[:200]))
    return Opened(chunks, *opened_file)
