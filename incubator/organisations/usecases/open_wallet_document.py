"""A member opens a certificate of his company."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.session import session_now
from incubator.documents.usecases.open_file import Opened, open_file
from incubator.organisations import queries


def open_wallet_document(*, actor: Actor, organisation_id: UUID, wallet_document_id: UUID, now: datetime) -> Opened:
    """The verified content; who had it is on record.  Raises NotFound, Forbidden (not scanned yet), Unavailable."""
    session = session_now()
    organisation = queries.get_visible(session, actor, organisation_id)
    document = queries.get_wallet_document(session, organisation.id, wallet_document_id)
    return open_file(actor=actor, file_id=document.file_id, purpose="organisations.wallet", now=now)
