"""Begin the eligibility check of an application: its check list is made, and who begins works on it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.usecases.lock_review import lock_review
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def begin_review(*, actor: Actor, application_id: UUID, now: datetime) -> None:
    """Raises NotFound, Forbidden, RuleBroken (before the deadline, or begun already)."""
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_review, now=now)
        if not desk.is_new:
            raise RuleBroken(text("이미 검토를 시작한 신청서입니다."))
