"""Scan a stored file and record the verdict."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries
from incubator.documents.events import FileFoundClean, FileFoundInfected
from incubator.documents.workflow import FileState
from incubator.ports import blobs, scanner


def record_scan(*, file_id: UUID, now: datetime) -> None:
    """Ask the scanner and step the file to `clean` or `infected`; a file scanned before stays as it is.

    Raises ScannerFailedError when the scanner gives no verdict: the file stays `uploaded`, is not shown to others, and
    the outbox asks again later.
    """
    file = queries.get_file(session_now(), file_id)
    if file.state is not FileState.UPLOADED:
        return
    verdict = scanner.scan(blobs.path_of(file.sha256))
    with unit_of_work() as work:
        file = queries.get_file_for_change(work.session, file_id)
        if file.state is not FileState.UPLOADED:
            return
        if verdict.is_clean:
            file.pass_scan(at=now, note="")
            work.record(FileFoundClean(stamp=by_the_clock(now), file_id=file_id))
        else:
            file.fail_scan(at=now, note=verdict.signature[:200])
            work.record(FileFoundInfected(stamp=by_the_clock(now), file_id=file_id, signature=verdict.signature[:200]))
