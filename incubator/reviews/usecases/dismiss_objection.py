"""기각: the objection was looked into and is not right."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.objections import ObjectionDismissed
from incubator.reviews.usecases.settle_objection import Answer, settle_objection
from incubator.reviews.workflow import ObjectionStep


def dismiss_objection(*, actor: Actor, objection_id: UUID, answer: Answer, now: datetime) -> None:
    """The result stands.

    Raises as `settle_objection`.
    """
    with unit_of_work() as work:
        objection, application = settle_objection(
            work, ObjectionStep.DISMISS, actor=actor, objection_id=objection_id, answer=answer, now=now
        )
        work.record(
            ObjectionDismissed(
                stamp=actor.stamp(now),
                objection_id=objection.id,
                application_id=application.id,
                round_id=application.round_id,
            )
        )
