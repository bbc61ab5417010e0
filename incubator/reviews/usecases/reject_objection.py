"""각하: the objection is not looked into, for its form or its subject."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.objections import ObjectionRejected
from incubator.reviews.usecases.settle_objection import Answer, settle_objection
from incubator.reviews.workflow import ObjectionStep


def reject_objection(*, actor: Actor, objection_id: UUID, answer: Answer, now: datetime) -> None:
    """The result stands.

    Raises as `settle_objection`.
    """
    with unit_of_work() as work:
        objection, application = settle_objection(
            work, ObjectionStep.REJECT, actor=actor, objection_id=objection_id, answer=answer, now=now
        )
        work.record(
            ObjectionRejected(
                stamp=actor.stamp(now),
                objection_id=objection.id,
                application_id=application.id,
                round_id=application.round_id,
            )
        )
