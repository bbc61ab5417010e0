"""Take a file in: received, inspected, durable on disk, then a row, then the answer."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from incubator.accounts.actor import Actor
from incubator.core.errors import TooMany
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries, rules
from incubator.documents.events import FileStored
from incubator.documents.models import StoredFile
from incubator.documents.rules import FileRule
from incubator.documents.usecases.inspect_file import Inspected, inspect_file
from incubator.documents.workflow import FileState
from incubator.ports import blobs, scanner
from incubator.ports.blobs import Blob

NOT_SCANNED = "not scanned: no scanner is configured"
_HOUR_SECONDS = 3600


def store_file(*, actor: Actor, stream: BinaryIO, filename: str, accept: FileRule, now: datetime) -> StoredFile:
    """Store one upload and return its row.

    Call it outside a unit of work: receiving and inspecting take seconds and need no lock.  With a scanner the file
    waits in `uploaded` until the worker has scanned it; without one it is `clean` at once and says so in `scan_note`.
    Raises Invalid (what, why, how to go on), TooMany over the daily sum, Unavailable when the disk is short.
    """
    name = rules.clean_name(filename)
    rules.check_claim(name, accept)
    blobs.check_space()
    incoming, blob = blobs.receive(stream, most_bytes=accept.max_bytes)
    try:
        with blobs.space_explained():
            inspected = inspect_file(path=incoming, name=name, accept=accept)
        if inspected.cleaned:
            blobs.drop(incoming)
            incoming, blob = inspected.cleaned, blobs.measure(inspected.cleaned)
        return _keep(actor, name, inspected, (incoming, blob), now)
    finally:
        blobs.drop(incoming)


def _keep(actor: Actor, name: str, inspected: Inspected, received: tuple[Path, Blob], now: datetime) -> StoredFile:
    incoming, blob = received
    with unit_of_work() as work:
        if queries.count_bytes_of_day(work.session, actor.user_id, now) + blob.size > rules.MOST_DAILY_BYTES:
            raise TooMany(
                text("하루에 올릴 수 있는 양(%(most)s GB)을 넘었습니다.", most=rules.MOST_DAILY_BYTES // 10**9),
                how=text("이미 올리신 파일은 그대로 있습니다. 나머지는 24시간 뒤에 올려 주세요."),
                retry_after=_HOUR_SECONDS,
            )
        file = StoredFile(
            sha256=blob.sha256,
            size=blob.size,
            media_type=rules.MEDIA_TYPES[inspected.kind],
            kind=inspected.kind,
            name=name,
            pages=inspected.pages,
            uploaded_by=actor.user_id,
            state=FileState.UPLOADED,
            created_at=now,
        )
        if not scanner.is_configured():
            file.pass_scan(at=now, note=NOT_SCANNED)
        work.session.add(file)
        work.session.flush()
        blobs.keep(incoming, blob)  # durable before the row that names it is committed
        work.record(
            FileStored(stamp=actor.stamp(now), file_id=file.id, kind=str(file.kind), size=file.size, sha256=file.sha256)
        )
    return file
