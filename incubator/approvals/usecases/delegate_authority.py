"""전결·대결: put one's own authority into another's hand, by kind of decision or while one is away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_user_ids_with_role
from incubator.accounts.roles import Role
from incubator.approvals import policy
from incubator.approvals.events import AuthorityDelegated
from incubator.approvals.models import Delegation
from incubator.approvals.rules import Act, Manner, delegation_problem
from incubator.approvals.usecases.return_approval import checked_reason
from incubator.core.errors import Invalid
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def delegate_authority(
    *,
    actor: Actor,
    to_id: UUID,
    manner: Manner,
    acts: Sequence[Act],
    starts_at: datetime,
    ends_at: datetime | None,
    reason: str,
    now: datetime,
) -> UUID:
    """The id of the delegation.  `ends_at` itself is no longer in force.  Raises Forbidden, Invalid by field."""
    with unit_of_work() as work:
        policy.may_delegate(actor).enforce()
        problem = delegation_problem(
            from_id=actor.user_id, to_id=to_id, manner=manner, acts=acts, starts_at=starts_at, ends_at=ends_at
        )
        if problem is not None:
            raise Invalid(problem[1], field=problem[0])
        if ends_at is not None and ends_at <= now:
            raise Invalid(text("이미 지난 기간입니다."), field="ends_on")
        staff = {
            person for role in (Role.MANAGER, Role.HEAD) for person in list_user_ids_with_role(work.session, role, now)
        }
        if to_id not in staff:
            raise Invalid(text("사업 담당자나 결재자 가운데에서 골라 주세요."), field="to_id")
        given = Delegation(
            id=new_id(),
            from_id=actor.user_id,
            to_id=to_id,
            manner=manner,
            acts=[act.value for act in acts],
            starts_at=starts_at,
            ends_at=ends_at,
            reason=checked_reason(reason),
            given_at=now,
        )
        work.session.add(given)
        work.record(
            AuthorityDelegated(
                stamp=actor.stamp(now),
                reason=given.reason,
                delegation_id=given.id,
                from_id=actor.user_id,
                to_id=to_id,
                manner=manner.value,
                acts=tuple(act.value for act in acts),
                starts_at=starts_at,
                ends_at=ends_at,
            )
        )
        return given.id
