"""The second person agrees: 부적격 stands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import IneligibleConfirmed
from incubator.applications.rules.intake import check_seen
from incubator.applications.usecases.lock_review import lock_review
from incubator.applications.workflow import REVIEW_WORKFLOW, ReviewStep
from incubator.db.unit_of_work import unit_of_work


def confirm_ineligible(*, actor: Actor, application_id: UUID, seen: int | None = None, now: datetime) -> None:
    """`seen` is the version of the check that was on the page; what changed meanwhile is not confirmed unread.

    Raises NotFound, Forbidden (also for the proposer himself), StepNotAllowed, Stale.
    """
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_confirm, now=now)
        REVIEW_WORKFLOW.after(desk.review.state, ReviewStep.CONFIRM)
        policy.is_second_person(actor, desk.review).enforce()
        check_seen(desk.review.version, seen)
        desk.application.confirm_ineligible()
        desk.review.confirm_ineligible(by=actor.user_id, at=now)
        desk.application.updated_at = desk.review.updated_at = now
        work.record(
            IneligibleConfirmed(
                stamp=actor.stamp(now),
                application_id=desk.application.id,
                round_id=desk.application.round_id,
                organisation_id=desk.application.organisation_id,
                reason=desk.review.reason,
                proposed_by=desk.review.proposed_by,
            )
        )
