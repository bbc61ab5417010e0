"""The second person does not agree that an application is 부적격: back to the check."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import ProposalReturned
from incubator.applications.rules.intake import check_reason
from incubator.applications.usecases.lock_review import lock_review
from incubator.applications.workflow import REVIEW_WORKFLOW, ReviewStep
from incubator.db.unit_of_work import unit_of_work


def return_proposal(*, actor: Actor, application_id: UUID, reason: str, now: datetime) -> None:
    """The proposer may take the own proposal back this way, too.

    Raises NotFound, Forbidden, StepNotAllowed, Invalid (field "reason").
    """
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_confirm, now=now)
        REVIEW_WORKFLOW.after(desk.review.state, ReviewStep.RETURN)
        said = check_reason(reason)
        desk.review.return_proposal(reason=said)
        desk.application.updated_at = desk.review.updated_at = now
        work.record(
            ProposalReturned(
                stamp=actor.stamp(now),
                application_id=desk.application.id,
                round_id=desk.application.round_id,
                organisation_id=desk.application.organisation_id,
                reason=said,
                proposed_by=desk.review.proposed_by,
            )
        )
