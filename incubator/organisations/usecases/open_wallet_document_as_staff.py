"""A member of staff opens a certificate a company keeps."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.session import session_now
from incubator.documents.usecases.open_file import Opened, open_file
from incubator.organisations import queries
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.record_access import record_access


def open_wallet_document_as_staff(
    *, actor: Actor, organisation_id: UUID, wallet_document_id: UUID, route: str, now: datetime
) -> Opened:
    """Without the entry in the access log nothing is shown (quality.md PV-01, PV-04).

    Raises NotFound, Forbidden (not scanned yet), Unavailable.
    """
    session = session_now()
    organisation = queries.get_visible_to_staff(session, actor, organisation_id)
    document = queries.get_wallet_document(session, organisation.id, wallet_document_id)
    company_id, file_id = organisation.id, document.file_id
    record_access(
        actor=actor,
        action=AccessAction.DOWNLOAD,
        subjects=[company_id],
        subject_kind="organisation",
        route=route,
        now=now,
    )
    return open_file(actor=actor, file_id=file_id, purpose="organisations.wallet", now=now)
