"""Destroy the content of files whose time has come."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import delete

from incubator.accounts.actor import by_the_clock
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries
from incubator.documents.events import FilePurged
from incubator.documents.models import FileText
from incubator.documents.workflow import FileState
from incubator.ports import blobs

IN_FLIGHT = timedelta(hours=1)
"""Content received within the last hour may belong to an upload whose row is not committed yet; the sweep takes it."""


def purge_expired(*, now: datetime) -> int:
    """One unit of work a file, so that a crash in between loses nothing; returns how many were purged.

    First the row says “purged”, then the content goes unless another row names the same hash.  A crash in between
    leaves content without a row, which `reconcile_files` removes.
    """
    file_ids = queries.list_expired_ids(session_now(), now)
    return sum(_purge(file_id, now) for file_id in file_ids)


def _purge(file_id: UUID, now: datetime) -> bool:
    with unit_of_work() as work:
        file = queries.get_file_for_change(work.session, file_id)
        if file.state is FileState.PURGED or file.expires_at is None or file.expires_at > now:
            return False
        sha256 = file.sha256
        file.purge(at=now)
        work.session.flush()
        if not queries.is_hash_kept(work.session, sha256):
            work.session.execute(delete(FileText).where(FileText.sha256 == sha256))
        work.record(FilePurged(stamp=by_the_clock(now), file_id=file_id))
    if not queries.is_hash_kept(session_now(), sha256):
        blobs.discard(sha256, older_than=(now - IN_FLIGHT).timestamp())
    return True
