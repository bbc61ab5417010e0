"""Keep a refused attempt to submit, in a unit of work of its own: the refused one has been rolled back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events import SubmissionRefused
from incubator.applications.models import Application, SubmissionAttempt
from incubator.applications.rules import LONGEST_KEY, Refusal
from incubator.applications.workflow import AttemptOutcome
from incubator.core.errors import DomainError
from incubator.db.unit_of_work import unit_of_work


def record_refusal(
    *, actor: Actor, application_id: UUID, key: str, shown: str, why: Refusal, error: DomainError, now: datetime
) -> None:
    """Who pressed, when the request was received, and which sentence was the answer."""
    with unit_of_work() as work:
        application = work.session.get_one(Application, application_id)
        work.session.add(
            SubmissionAttempt(
                application_id=application_id,
                user_id=actor.user_id,
                at=now,
                key=key[:LONGEST_KEY],
                shown=shown,
                outcome=AttemptOutcome.REFUSED,
                reason=str(why),
                message=error.message.payload(),
                address=actor.address or "",
            )
        )
        work.record(
            SubmissionRefused(
                stamp=actor.stamp(now),
                application_id=application_id,
                round_id=application.round_id,
                organisation_id=application.organisation_id,
                why=str(why),
            )
        )
