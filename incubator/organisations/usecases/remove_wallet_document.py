"""Take a certificate out of the wallet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries
from incubator.organisations.events import WalletDocumentRemoved


def remove_wallet_document(*, actor: Actor, organisation_id: UUID, wallet_document_id: UUID, now: datetime) -> None:
    """It is no longer offered; applications that used it keep their own copy.  Raises NotFound, Forbidden."""
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_edit(actor, organisation).enforce()
        document = queries.get_wallet_document(work.session, organisation.id, wallet_document_id)
        document.remove(by=actor.user_id, at=now)
        work.record(
            WalletDocumentRemoved(
                stamp=actor.stamp(now),
                organisation_id=organisation.id,
                wallet_document_id=document.id,
                kind=str(document.kind),
            )
        )
