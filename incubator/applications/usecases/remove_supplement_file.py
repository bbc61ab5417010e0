"""Take a file out of an item of a request that waits."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.usecases.lock_supplement import lock_supplement
from incubator.core.errors import NotFound
from incubator.db.unit_of_work import unit_of_work


def remove_supplement_file(
    *, actor: Actor, application_id: UUID, request_id: UUID, item_id: UUID, file_id: UUID, now: datetime
) -> None:
    """Raises NotFound, Forbidden, SupplementOver."""
    with unit_of_work() as work:
        asked = lock_supplement(work.session, actor, application_id, request_id, now)
        for file in asked.item(item_id).files:
            if file.file_id == file_id:
                work.session.delete(file)
                work.record(asked.saved(actor, item_id, now, file_id))
                return
        raise NotFound
