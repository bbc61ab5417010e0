"""Find an application eligible: every row of its check list is 적합."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import JudgedEligible
from incubator.applications.rules.intake import check_all_pass
from incubator.applications.usecases.lock_review import lock_review
from incubator.db.unit_of_work import unit_of_work


def judge_eligible(*, actor: Actor, application_id: UUID, now: datetime) -> None:
    """Raises NotFound, Forbidden, StepNotAllowed (asked for a supplement, decided), RuleBroken (rows open or not 적합)."""
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_review, now=now).checking()
        check_all_pass(desk.rows.values())
        desk.application.judge_eligible()
        desk.review.judge_eligible(by=actor.user_id, at=now)
        desk.application.updated_at = desk.review.updated_at = now
        work.record(
            JudgedEligible(
                stamp=actor.stamp(now),
                application_id=desk.application.id,
                round_id=desk.application.round_id,
                organisation_id=desk.application.organisation_id,
            )
        )
