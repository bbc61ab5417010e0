"""Append the entries written since the last time to the chain of seals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from incubator.audit import queries
from incubator.audit.models import AuditSeal
from incubator.audit.rules import chain_hash
from incubator.db.session import session_now
from incubator.db.unit_of_work import is_unique_violation, unit_of_work

BATCH = 500


@dataclass(frozen=True)
class Sealed:
    """How many entries were sealed now, and the number and hash of the last seal: the head to keep elsewhere."""

    count: int
    seal_no: int
    head: str


def seal_entries(*, now: datetime, most: int = BATCH) -> Sealed:
    """Seal up to `most` entries.  When another worker seals at this moment, it wins and this one seals nothing."""
    session = session_now()
    waiting = queries.first_unsealed(session) is not None
    seal_no, head = queries.head(session)
    session.rollback()
    if not waiting:
        return Sealed(0, seal_no, head)
    try:
        with unit_of_work(bookkeeping=True) as work:
            seal_no, head = queries.head(work.session)
            rows = []
            for entry_id, own in queries.list_unsealed(work.session, most=most):
                seal_no += 1
                head = chain_hash(head, seal_no, entry_id, own)
                rows.append(
                    {"seal_no": seal_no, "entry_id": entry_id, "entry_hash": own, "chain_hash": head, "sealed_at": now}
                )
            if rows:
                work.session.execute(insert(AuditSeal), rows)
    except IntegrityError as error:
        if not is_unique_violation(error, "audit_seals"):
            raise
        return Sealed(0, *queries.head(session_now()))
    return Sealed(len(rows), seal_no, head)
