"""Say that two applications only look alike."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.duplicates import DuplicateDismissed
from incubator.applications.policy.duplicates import MAY
from incubator.applications.queries import duplicates
from incubator.applications.rules.duplicates import checked_reason
from incubator.applications.workflow import DuplicateStep
from incubator.db.unit_of_work import unit_of_work


def dismiss_duplicate(*, actor: Actor, pair_id: UUID, reason: str, now: datetime) -> None:
    """Nothing follows by itself: the desk decides about eligibility.

    Raises NotFound, Forbidden, Invalid (field "reason"), StepNotAllowed when it is decided so already.
    """
    words = checked_reason(reason)
    with unit_of_work() as work:
        pair, one, other = duplicates.get_pair_for_change(work.session, actor, pair_id)
        MAY[DuplicateStep.DISMISS](actor, one, other).enforce()
        pair.dismiss(by=actor.user_id, at=now, reason=words)
        work.record(
            DuplicateDismissed(
                stamp=actor.stamp(now), reason=words, pair_id=pair.id, application_id=one.id, other_id=other.id
            )
        )
