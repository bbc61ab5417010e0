"""A member goes by himself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries
from incubator.organisations.events import MemberLeft
from incubator.organisations.usecases.remove_member import take_out


def leave_organisation(*, actor: Actor, organisation_id: UUID, now: datetime) -> None:
    """Raises NotFound, Forbidden, RuleBroken (the last owner stays until another one is named)."""
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_leave(actor, organisation).enforce()
        take_out(work, organisation, actor.user_id, "member.left", actor.stamp(now))
        work.record(MemberLeft(stamp=actor.stamp(now), organisation_id=organisation.id, user_id=actor.user_id))
