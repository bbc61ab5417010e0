"""Compare the rows with what lies on the disk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from incubator.accounts.actor import by_the_clock
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries
from incubator.documents.events import FileDamaged
from incubator.ports import blobs

LEFTOVERS_AFTER = timedelta(hours=24)
"""A younger file without a row may belong to an upload that is still under way (quality.md FI-12)."""


@dataclass(frozen=True)
class Reconciliation:
    """Hashes by finding.  `leftovers` have no row, `young` of them are too young to judge; `swept` have been removed."""

    rows: int
    missing: tuple[str, ...]
    differing: tuple[str, ...]
    leftovers: tuple[str, ...]
    young: tuple[str, ...]
    swept: int

    @property
    def agrees(self) -> bool:
        return not (self.missing or self.differing or self.leftovers)


def reconcile_files(*, now: datetime, sweep: bool) -> Reconciliation:
    """Read every stored byte once.  Each missing or differing file is left as a fact, an alarm in the trail.

    With `sweep`, content without a row and unfinished uploads are removed when they are older than a day.
    """
    before = (now - LEFTOVERS_AFTER).timestamp()
    stored = set(blobs.stored())  # first the disk, then the rows: what arrives in between is not missed
    kept = queries.list_kept_hashes(session_now())
    absent = [sha256 for sha256 in kept if not blobs.is_stored(sha256)]
    missing = tuple(sorted(sha256 for sha256 in absent if queries.is_hash_kept(session_now(), sha256)))
    differing = tuple(sorted(sha256 for sha256 in stored & set(kept) if not blobs.is_intact(sha256)))
    _sound_alarm(kept, {"missing": missing, "differs": differing}, now)
    orphans = sorted(stored - set(kept))
    old = tuple(sha256 for sha256 in orphans if blobs.received_before(sha256, before))
    young = tuple(sha256 for sha256 in orphans if sha256 not in old)
    swept = 0
    if sweep:
        gone = [sha256 for sha256 in old if blobs.discard(sha256, older_than=before)]
        swept = len(gone) + blobs.sweep(older_than=before)
        old = tuple(sha256 for sha256 in old if sha256 not in gone)
    return Reconciliation(len(kept), missing, differing, old, young, swept)


def _sound_alarm(kept: dict[str, UUID], findings: dict[str, tuple[str, ...]], now: datetime) -> None:
    if not any(findings.values()):
        return
    with unit_of_work() as work:
        for finding, hashes in findings.items():
            for sha256 in hashes:
                work.record(FileDamaged(stamp=by_the_clock(now), file_id=kept[sha256], sha256=sha256, finding=finding))
