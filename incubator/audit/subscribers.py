"""Every fact leaves its row in the trail, in the transaction of the change."""

from __future__ import annotations

from typing import cast

from sqlalchemy import Table, insert

from incubator.audit.models import AuditEntry
from incubator.core.events import Event, inside
from incubator.core.ids import new_id
from incubator.db.unit_of_work import Work

TOLD_APART = ("stamp", "reason", "id")
_ENTRY = insert(cast("Table", AuditEntry.__table__))


def write_entry(work: Work, fact: Event) -> None:
    """One insert.  When it fails, the act fails with it."""
    kind, subject_id = fact.subject
    payload = {name: value for name, value in fact.payload().items() if name not in TOLD_APART}
    work.session.execute(
        _ENTRY,
        {
            "id": new_id(),
            "at": fact.stamp.at,
            "event_name": fact.name,
            "event_id": fact.id,
            "actor_id": fact.stamp.actor_id,
            "acting_as": fact.stamp.acting_as or "",
            "address": fact.stamp.address or "",
            "subject_kind": kind,
            "subject_id": subject_id,
            "reason": fact.reason,
            "payload": payload,
            "changes": work.changes.get(fact.id, {}),
        },
    )


SUBSCRIPTIONS = (inside(Event, write_entry),)
