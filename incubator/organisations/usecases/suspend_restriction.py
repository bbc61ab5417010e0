"""A court or the agency suspends a restriction for a time (집행정지): it does not count on those days."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import RestrictionSuspended
from incubator.organisations.rules.records import accepted_suspension
from incubator.organisations.workflow import RecordState


def suspend_restriction(
    *,
    actor: Actor,
    restriction_id: UUID,
    starts_on: date | None,
    ends_on: date | None,
    reason: str,
    now: datetime,
) -> None:
    """`reason` names the decision.  Raises Forbidden, NotFound, Invalid (beside the field), RuleBroken (taken out)."""
    policy.may_keep_register(actor).enforce()
    why = rules.read_reason(reason, text("정지의 근거를 적어 주세요. 예: 법원의 집행정지 결정"))
    with unit_of_work() as work:
        restriction = queries.get_restriction_for_change(work.session, restriction_id)
        if restriction.state is not RecordState.RECORDED:
            raise RuleBroken(text("기록에서 뺀 참여제한은 고칠 수 없습니다."))
        term = accepted_suspension(starts_on, ends_on, term=restriction.term, suspensions=restriction.suspended)
        restriction.suspend(term, at=now)
        work.record(
            RestrictionSuspended(
                stamp=actor.stamp(now),
                restriction_id=restriction.id,
                starts_on=term.starts_on,
                ends_on=term.ends_on,
                reason=why,
            )
        )
