"""What follows from a stored file: the scanner looks at it, where there is one."""

from __future__ import annotations

from datetime import datetime

from incubator.core.events import afterwards
from incubator.documents.events import FileStored
from incubator.documents.usecases.record_scan import record_scan
from incubator.ports import scanner


def scan_it(fact: FileStored, now: datetime) -> None:
    """A second delivery finds the verdict recorded and does nothing; a scanner that is away raises, and is asked again."""
    if scanner.is_configured():
        record_scan(file_id=fact.file_id, now=now)


SUBSCRIPTIONS = (afterwards(FileStored, scan_it),)
