"""Open a file of a supplement: its own members at any time, staff once it was handed in."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.models import Application
from incubator.applications.queries import supplements
from incubator.core.errors import NotFound
from incubator.db.session import session_now
from incubator.documents.usecases.open_file import Opened, open_file


def open_supplement_file(*, actor: Actor, application: Application, file_id: UUID, now: datetime) -> Opened:
    """`application` is one this person may know of.  Raises NotFound, Forbidden (not scanned yet), Unavailable."""
    session = session_now()
    if policy.is_member(actor, application):
        found = supplements.find_supplement_file(session, application.id, file_id) is not None
    else:
        found = supplements.is_supplied(session, application.id, file_id)
    if not found:
        raise NotFound
    return open_file(actor=actor, file_id=file_id, purpose=f"supplement:{application.id}", now=now)
