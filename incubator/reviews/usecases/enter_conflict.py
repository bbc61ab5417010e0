"""Staff enter an applicant's challenge (기피) against a reviewer where the data did not show who was meant."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.conflicts import ConflictFound
from incubator.reviews.models import Conflict
from incubator.reviews.policy.people import may_run
from incubator.reviews.queries import conflicts, invitations, panels
from incubator.reviews.rules.conflicts import Certainty, ConflictKind, Ground
from incubator.reviews.rules.pool import checked_reason


def enter_conflict(
    *,
    actor: Actor,
    panel_id: UUID,
    appointment_id: UUID,
    application_id: UUID,
    reason: str,
    now: datetime,
) -> UUID:
    """It waits for a decision like one that was found, and keeps the application away until then; returns its id.

    Raises NotFound, Forbidden, RuleBroken (there is one already), Invalid.
    """
    with unit_of_work() as work:
        _panel, round_ = panels.get_panel_for_change(work.session, actor, panel_id)
        may_run(actor, round_).enforce()
        appointment = invitations.get_on_panel_for_change(work.session, panel_id, appointment_id)
        words = checked_reason(reason)
        if application_id not in panels.list_case_ids(work.session, panel_id):
            raise Invalid(text("이 위원회가 평가하는 신청서 가운데에서 골라 주세요."), field="application_id")
        kind, ground = ConflictKind.CHALLENGE, Ground.CHALLENGED
        if conflicts.find_for_change(work.session, appointment.id, application_id, kind.value, ground.value):
            raise RuleBroken(
                text("이 위원과 신청서에 기피가 이미 있습니다."),
                how=text("목록에서 찾아 판단해 주세요."),
            )
        conflict = Conflict(
            id=new_id(),
            appointment_id=appointment.id,
            application_id=application_id,
            kind=kind.value,
            ground=ground.value,
            facts=[{"label": Certainty.POSSIBLE.value, "reviewer": words, "applicant": ""}],
            found_by=actor.user_id,
            created_at=now,
        )
        work.session.add(conflict)
        work.session.flush()
        work.record(
            ConflictFound(
                stamp=actor.stamp(now),
                conflict_id=conflict.id,
                appointment_id=appointment.id,
                application_id=application_id,
                panel_id=panel_id,
                ground=ground.value,
                kind=kind.value,
            )
        )
        return conflict.id
