"""A manager moves that a selection be revoked, on a ground and after the company was heard."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.workflow import OUTCOME_WORKFLOW, OutcomeStep
from incubator.core.errors import RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.following import SelectionChangeProposed
from incubator.reviews.models import SelectionChange
from incubator.reviews.models.following import REVOCATION
from incubator.reviews.policy.following import may_move
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.queries import following
from incubator.reviews.rules.following import Ground, check_words


def propose_revocation(
    *, actor: Actor, application_id: UUID, ground: Ground, note: str, hearing: str, now: datetime
) -> UUID:
    """The change that waits for a head.

    Raises NotFound, Forbidden, StepNotAllowed for one who is not selected, RuleBroken when one waits already, Invalid
    (fields "note", "hearing").
    """
    with unit_of_work() as work:
        result = following.get_result(work.session, application_id)
        may_read_round(actor, result.application.round)
        may_move(actor, result.application.round).enforce()
        OUTCOME_WORKFLOW.after(result.state, OutcomeStep.REVOKE)
        if following.find_moved(work.session, application_id) is not None:
            raise RuleBroken(text("이미 올린 선정 변경이 결재자를 기다립니다."))
        change = SelectionChange(
            id=new_id(),
            round_id=result.round_id,
            application_id=application_id,
            kind=REVOCATION,
            ground=ground.value,
            note=check_words(note, field="note"),
            hearing=check_words(hearing, field="hearing"),
            proposed_by=actor.user_id,
            proposed_at=now,
            created_at=now,
        )
        work.session.add(change)
        work.record(
            SelectionChangeProposed(
                stamp=actor.stamp(now),
                change_id=change.id,
                application_id=application_id,
                round_id=result.round_id,
                kind=REVOCATION,
            )
        )
        return change.id
