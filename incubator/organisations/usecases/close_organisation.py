"""A company ends its entry: closed business, or entered by mistake."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import InvitationWithdrawn, OrganisationClosed


def close_organisation(*, actor: Actor, organisation_id: UUID, reason: str, now: datetime) -> None:
    """Close the entry and withdraw its open invitations; what was applied for stays on record.

    Raises NotFound, Forbidden, Invalid, StepNotAllowed.
    """
    why = rules.read_reason(reason, text("닫는 까닭을 적어 주세요. 예: 폐업, 잘못 등록"))
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_close(actor, organisation).enforce()
        organisation.close()
        organisation.updated_at = now
        stamp = actor.stamp(now)
        work.record(OrganisationClosed(stamp=stamp, organisation_id=organisation.id, reason=why))
        for invitation in queries.list_pending_invitations(work.session, organisation.id):
            invitation.withdraw(at=now)
            work.record(InvitationWithdrawn(stamp=stamp, organisation_id=organisation.id, invitation_id=invitation.id))
