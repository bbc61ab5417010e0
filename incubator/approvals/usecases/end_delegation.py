"""Take authority back before its end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals import policy, queries
from incubator.approvals.events import DelegationEnded
from incubator.core.errors import NotFound, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def end_delegation(*, actor: Actor, delegation_id: UUID, now: datetime) -> None:
    """From this instant on nothing is signed with it.  Raises NotFound to strangers, RuleBroken when it is over."""
    with unit_of_work() as work:
        given = queries.get_delegation_for_change(work.session, delegation_id)
        if actor.user_id not in (given.from_id, given.to_id) and not policy.may_end_delegation(actor, given):
            raise NotFound
        policy.may_end_delegation(actor, given).enforce()
        if given.revoked_at is not None or (given.ends_at is not None and given.ends_at <= now):
            raise RuleBroken(text("이미 끝난 위임입니다."))
        given.revoke(at=now)
        work.record(DelegationEnded(stamp=actor.stamp(now), delegation_id=given.id))
