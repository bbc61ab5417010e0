"""Read the text of a stored content, so that it can be compared with others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import structlog
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work
from incubator.documents.models import FileText
from incubator.documents.queries import is_hash_kept, list_texts
from incubator.documents.rules.inspection.sniffing import HEAD_BYTES, family_of
from incubator.documents.rules.reading.gathering import HAS_TEXT, Reading
from incubator.documents.rules.refusals import Refused
from incubator.documents.usecases.inspect_file import LIMITS
from incubator.ports import blobs, sandbox
from incubator.ports.sandbox import ChildFailedError

log = structlog.get_logger("documents")
PARSERS = "incubator.documents.rules.reading."


def read_text(*, sha256: str, now: datetime) -> None:
    """In a process of its own with bounds on time, memory and length; a content that was read before is left alone.

    The reading holds no lock and no transaction.  Raises Unavailable when too many files are being looked at.
    """
    with unit_of_work(bookkeeping=True) as work:
        if list_texts(work.session, [sha256]) or not is_hash_kept(work.session, sha256):
            return
    reading, words = _read(blobs.path_of(sha256))
    with unit_of_work(bookkeeping=True) as work:
        if not is_hash_kept(work.session, sha256):
            return  # destroyed meanwhile: its text must not outlive it
        insert = sqlite_insert if work.session.get_bind().dialect.name == "sqlite" else postgresql_insert
        values = {"id": new_id(), "sha256": sha256, "reading": reading, "text": words, "read_at": now}
        work.session.execute(insert(FileText).values(**values).on_conflict_do_nothing(index_elements=["sha256"]))


def _read(path: Path) -> tuple[Reading, str]:
    target = blobs.incoming() / f"{new_id().hex}.text"
    try:
        with path.open("rb") as source:
            family = family_of(source.read(HEAD_BYTES))
        answer = sandbox.examine(PARSERS + family, source=path, target=target, limits=LIMITS[family])
        reading = Reading(answer["reading"])
        return reading, target.read_text(encoding="utf-8") if reading in HAS_TEXT else ""
    except (ChildFailedError, Refused, OSError) as error:
        log.warning("text not read", error=str(error))
        return Reading.FAILED, ""
    finally:
        target.unlink(missing_ok=True)
