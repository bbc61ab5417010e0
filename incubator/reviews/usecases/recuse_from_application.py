"""회피 on the spot: a reviewer sees while reading that something stands between him and the applicant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.sheets import ReviewerRecused
from incubator.reviews.policy.sheets import may_score
from incubator.reviews.queries import sheets
from incubator.reviews.rules.desk import checked_reason
from incubator.reviews.usecases.declare_relations import declare_relations
from incubator.reviews.usecases.void_sheet import void_sheet


def recuse_from_application(*, actor: Actor, assignment_id: UUID, reason: str, now: datetime) -> None:
    """From now on he sees nothing of it; his sheet counts nowhere; the secretary is told.

    Raises NotFound, Forbidden, Invalid (field "reason").
    """
    with unit_of_work() as work:
        assignment = sheets.get_for_change(work.session, actor, assignment_id)
        may_score(actor, assignment, now).enforce()
        said = checked_reason(reason)
        panel, application_id = assignment.appointment.panel, assignment.application_id
        void_sheet(work, assignment_id=assignment.id, reason=said, stamp=actor.stamp(now), now=now)
        declare_relations(
            actor=actor, appointment_id=assignment.appointment_id, said={application_id: (False, said)}, now=now
        )
        work.record(
            ReviewerRecused(
                stamp=actor.stamp(now),
                reason=said,
                panel_id=panel.id,
                round_id=panel.round_id,
                application_id=application_id,
                appointment_id=assignment.appointment_id,
            )
        )
