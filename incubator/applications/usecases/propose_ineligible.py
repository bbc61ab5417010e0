"""Say that an application is 부적격; a second person has to confirm it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import IneligibleProposed
from incubator.applications.rules.intake import check_reason, check_some_fail
from incubator.applications.usecases.lock_review import lock_review
from incubator.applications.workflow import WORKFLOW, ApplicationStep
from incubator.db.unit_of_work import unit_of_work


def propose_ineligible(*, actor: Actor, application_id: UUID, reason: str, now: datetime) -> None:
    """`reason` is what the applicant will read.

    Raises NotFound, Forbidden, StepNotAllowed, RuleBroken (no row is 부적합), Invalid (field "reason").
    """
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_review, now=now).checking()
        WORKFLOW.after(desk.application.state, ApplicationStep.CONFIRM_INELIGIBLE)
        check_some_fail(desk.rows.values())
        said = check_reason(reason)
        desk.review.propose_ineligible(by=actor.user_id, at=now, reason=said)
        desk.application.updated_at = desk.review.updated_at = now
        work.record(
            IneligibleProposed(
                stamp=actor.stamp(now),
                application_id=desk.application.id,
                round_id=desk.application.round_id,
                organisation_id=desk.application.organisation_id,
                reason=said,
            )
        )
