"""회피 on the spot: a reviewer sees while reading that something stands between him and the applicant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.actor import Actor
from incubator.core.ids import new_id
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.sheets import ReviewerRecused
from incubator.reviews.models import Assignment, Conflict
from incubator.reviews.policy.sheets import may_score
from incubator.reviews.queries import sheets
from incubator.reviews.rules.conflicts import ConflictKind, Ground
from incubator.reviews.rules.desk import checked_reason
from incubator.reviews.usecases.void_sheet import void_sheet
from incubator.reviews.workflow import ConflictState


def recuse_from_application(*, actor: Actor, assignment_id: UUID, reason: str, now: datetime) -> None:
    """From now on he sees nothing of it; his sheet counts nowhere; the secretary is told.

    Raises NotFound, Forbidden, Invalid (field "reason").
    """
    with unit_of_work() as work:
        assignment = sheets.get_for_change(work.session, actor, assignment_id)
        may_score(actor, assignment, now).enforce()
        said = checked_reason(reason)
        conflict = _conflict(work, actor, assignment, said, now)
        void_sheet(work, assignment_id=assignment.id, reason=said, stamp=actor.stamp(now), now=now)
        panel = assignment.appointment.panel
        work.record(
            ReviewerRecused(
                stamp=actor.stamp(now),
                reason=said,
                panel_id=panel.id,
                round_id=panel.round_id,
                application_id=assignment.application_id,
                appointment_id=assignment.appointment_id,
                conflict_id=conflict.id,
            )
        )


def _conflict(work: Work, actor: Actor, assignment: Assignment, said: str, now: datetime) -> Conflict:
    """A new finding for the secretary; one that was dismissed before stands again by his word."""
    kind, ground = ConflictKind.RECUSAL, Ground.DECLARED
    found = work.session.scalar(
        select(Conflict)
        .where(
            Conflict.appointment_id == assignment.appointment_id,
            Conflict.application_id == assignment.application_id,
            Conflict.kind == kind.value,
            Conflict.ground == ground.value,
        )
        .with_for_update()
    )
    if found is not None:
        if found.state is ConflictState.DISMISSED:
            found.confirm(by=actor.user_id, reason=said, at=now)
        return found
    conflict = Conflict(
        id=new_id(),
        appointment_id=assignment.appointment_id,
        application_id=assignment.application_id,
        kind=kind.value,
        ground=ground.value,
        facts=[{"label": "", "reviewer": said, "applicant": ""}],
        found_by=actor.user_id,
        created_at=now,
    )
    work.session.add(conflict)
    work.session.flush()
    return conflict
