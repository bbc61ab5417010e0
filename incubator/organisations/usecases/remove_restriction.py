"""Take a restriction out of the register: it was lifted, or entered by mistake.  The row stays and counts no more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import RestrictionRemoved


def remove_restriction(*, actor: Actor, restriction_id: UUID, reason: str, now: datetime) -> None:
    """Raises Forbidden, NotFound, Invalid (no reason), StepNotAllowed (taken out already)."""
    policy.may_keep_register(actor).enforce()
    why = rules.read_reason(reason, text("왜 빼는지 적어 주세요. 예: 제재 해제 통보, 잘못 기록함"))
    with unit_of_work() as work:
        record = queries.get_restriction_for_change(work.session, restriction_id)
        record.remove(by=actor.user_id, at=now, reason=why)
        work.record(RestrictionRemoved(stamp=actor.stamp(now), restriction_id=record.id, reason=why))
