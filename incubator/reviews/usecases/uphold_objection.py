"""인용: the objection is right."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.objections import ObjectionUpheld
from incubator.reviews.usecases.settle_objection import Answer, settle_objection
from incubator.reviews.workflow import ObjectionStep


def uphold_objection(*, actor: Actor, objection_id: UUID, answer: Answer, now: datetime) -> None:
    """A place may now be offered to the applicant.

    Raises as `settle_objection`.
    """
    with unit_of_work() as work:
        objection, application = settle_objection(
            work, ObjectionStep.UPHOLD, actor=actor, objection_id=objection_id, answer=answer, now=now
        )
        work.record(
            ObjectionUpheld(
                stamp=actor.stamp(now),
                objection_id=objection.id,
                application_id=application.id,
                round_id=application.round_id,
            )
        )
