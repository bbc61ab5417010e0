"""Take a decision back and check again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import ReviewReopened
from incubator.applications.rules.intake import check_reason
from incubator.applications.usecases.lock_review import lock_review
from incubator.applications.workflow import WORKFLOW, ApplicationStep
from incubator.db.unit_of_work import unit_of_work


def reopen_review(*, actor: Actor, application_id: UUID, reason: str, now: datetime) -> None:
    """The verdicts of the rows stay.  Whoever was told the outcome is told this, too.

    Raises NotFound, Forbidden, StepNotAllowed (nothing decided), Invalid (field "reason").
    """
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_reopen, now=now)
        WORKFLOW.after(desk.application.state, ApplicationStep.REOPEN)
        said, was_released = check_reason(reason), desk.application.released_at is not None
        desk.application.reopen()
        desk.review.reopen()
        desk.application.updated_at = desk.review.updated_at = now
        work.record(
            ReviewReopened(
                stamp=actor.stamp(now),
                application_id=desk.application.id,
                round_id=desk.application.round_id,
                organisation_id=desk.application.organisation_id,
                reason=said,
                was_released=was_released,
            )
        )
