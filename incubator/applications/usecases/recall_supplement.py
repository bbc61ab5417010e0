"""Take a request for a supplement back: it was a mistake, or is not needed any more."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.events.intake import SupplementRecalled
from incubator.applications.queries import supplements
from incubator.applications.rules.intake import check_reason
from incubator.applications.usecases.lock_review import lock_review
from incubator.db.unit_of_work import unit_of_work


def recall_supplement(*, actor: Actor, application_id: UUID, request_id: UUID, reason: str, now: datetime) -> None:
    """What the applicant had written so far stays readable for him alone.

    Raises NotFound, Forbidden, StepNotAllowed, Invalid (field "reason").
    """
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_review, now=now)
        request = supplements.get_supplement(work.session, application_id, request_id)
        request.recall(at=now)
        said = check_reason(reason)
        desk.application.recall_supplement()
        desk.application.updated_at = request.updated_at = now
        work.record(
            SupplementRecalled(
                stamp=actor.stamp(now),
                application_id=application_id,
                round_id=desk.application.round_id,
                organisation_id=desk.application.organisation_id,
                request_id=request_id,
                reason=said,
            )
        )
