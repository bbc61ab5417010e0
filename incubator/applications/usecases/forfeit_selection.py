"""선정 포기: the company gives its selection up, or declines an offered place."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events.following import SelectionForfeited
from incubator.applications.policy.following import may_answer
from incubator.applications.queries.following import get_told_for_change
from incubator.applications.rules.outcomes import check_forfeit
from incubator.applications.workflow import OUTCOME_WORKFLOW, OutcomeState, OutcomeStep
from incubator.db.unit_of_work import unit_of_work


def forfeit_selection(*, actor: Actor, application_id: UUID, reason: str, now: datetime) -> None:
    """For good.  Raises NotFound, Forbidden, StepNotAllowed without a place, Invalid (field "reason")."""
    with unit_of_work() as work:
        told = get_told_for_change(work.session, actor, application_id)
        may_answer(actor, told.application).enforce()
        OUTCOME_WORKFLOW.after(told.outcome.state, OutcomeStep.FORFEIT)
        was_selected, plain = told.outcome.state is OutcomeState.SELECTED, check_forfeit(reason)
        told.outcome.forfeit(reason=plain)
        told.outcome.updated_at = now
        work.record(
            SelectionForfeited(
                stamp=actor.stamp(now),
                reason=plain,
                application_id=application_id,
                round_id=told.application.round_id,
                organisation_id=told.application.organisation_id,
                was_selected=was_selected,
            )
        )
