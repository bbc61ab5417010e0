"""An owner takes an invitation back; its link dies."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import NotFound
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries
from incubator.organisations.events import InvitationWithdrawn


def withdraw_invitation(*, actor: Actor, organisation_id: UUID, invitation_id: UUID, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed (accepted meanwhile)."""
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_manage_members(actor, organisation).enforce()
        invitation = queries.get_invitation(work.session, invitation_id)
        if invitation.organisation_id != organisation.id:
            raise NotFound
        invitation.withdraw(at=now)
        work.record(
            InvitationWithdrawn(stamp=actor.stamp(now), organisation_id=organisation.id, invitation_id=invitation.id)
        )
