"""Tell what evaluation has brought an application.  Part of the use case that releases the decision of its round."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.applications import queries
from incubator.applications.events.outcomes import OutcomeAnnounced
from incubator.applications.models import Outcome
from incubator.applications.workflow import ApplicationState, OutcomeState, OutcomeStep
from incubator.core.events import Stamp
from incubator.core.money import Won
from incubator.db.unit_of_work import Work


@dataclass(frozen=True, kw_only=True)
class Announced:
    """What is told: `step` is one of SELECT, WAITLIST, TURN_DOWN; the rest as in `models.Outcome`."""

    application_id: UUID
    step: OutcomeStep
    waiting_no: int | None = None
    amount_won: Won | None = None
    score: str = ""
    ground: str = ""
    stage: str = ""
    next_steps: str = ""
    feedback: str = ""


def announce_outcome(work: Work, *, told: Announced, stamp: Stamp, now: datetime) -> bool:
    """Whether there was somebody to tell: who has withdrawn meanwhile hears nothing.

    The database refuses a second outcome of one application.
    """
    application = queries.find_for_change(work.session, told.application_id)
    if application is None or application.state is ApplicationState.WITHDRAWN:
        return False
    outcome = Outcome(
        application_id=application.id,
        round_id=application.round_id,
        state=OutcomeState.UNTOLD,
        waiting_no=told.waiting_no,
        amount_won=told.amount_won,
        score=told.score,
        ground=told.ground,
        stage=told.stage,
        next_steps=told.next_steps,
        feedback=told.feedback,
        announced_at=now,
        created_at=now,
    )
    outcome.announce(told.step)
    work.session.add(outcome)
    work.record(
        OutcomeAnnounced(
            stamp=stamp,
            application_id=application.id,
            round_id=application.round_id,
            organisation_id=application.organisation_id,
            outcome=outcome.state.value,
        )
    )
    return True
