"""Write support given elsewhere, or before this system, into the register."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import is_unique_violation, unit_of_work
from incubator.organisations import policy
from incubator.organisations.events import SupportRecorded
from incubator.organisations.models import SupportRecord
from incubator.organisations.rules.records import SupportDetails, accepted_support


def record_support(*, actor: Actor, details: SupportDetails, now: datetime) -> UUID:
    """Its id.  Raises Forbidden, Invalid (every problem at its field), RuleBroken (the same is recorded already)."""
    policy.may_keep_register(actor).enforce()
    accepted = accepted_support(details)
    with unit_of_work() as work:
        support = SupportRecord(created_at=now, recorded_by=actor.user_id)
        support.describe(accepted)
        work.session.add(support)
        try:
            work.session.flush()
        except IntegrityError as error:
            if is_unique_violation(error, "uq_support_records_recorded", "support_records.subject_key"):
                raise RuleBroken(
                    text("같은 대상, 같은 사업, 같은 시작일의 지원이 이미 기록되어 있습니다."), field="program"
                ) from error
            raise
        work.record(SupportRecorded(stamp=actor.stamp(now), support_record_id=support.id, program=support.program))
        return support.id
