"""Write a participation restriction (참여제한) into the register."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import is_unique_violation, unit_of_work
from incubator.organisations import policy
from incubator.organisations.events import RestrictionRecorded
from incubator.organisations.models import Restriction
from incubator.organisations.rules.records import RestrictionDetails, accepted_restriction


def record_restriction(*, actor: Actor, details: RestrictionDetails, now: datetime) -> UUID:
    """Its id.  Raises Forbidden, Invalid (every problem at its field), RuleBroken (the same is recorded already)."""
    policy.may_keep_register(actor).enforce()
    accepted = accepted_restriction(details)
    with unit_of_work() as work:
        restriction = Restriction(created_at=now, recorded_by=actor.user_id)
        restriction.describe(accepted)
        work.session.add(restriction)
        try:
            work.session.flush()
        except IntegrityError as error:
            if is_unique_violation(
                error, "uq_participation_restrictions_recorded", "participation_restrictions.subject_key"
            ):
                raise RuleBroken(
                    text("같은 대상의 같은 기간이 이미 기록되어 있습니다. 목록에서 그 기록을 열어 주세요."),
                    field="starts_on",
                ) from error
            raise
        work.record(
            RestrictionRecorded(
                stamp=actor.stamp(now),
                restriction_id=restriction.id,
                starts_on=restriction.starts_on,
                ends_on=restriction.ends_on,
            )
        )
        return restriction.id
