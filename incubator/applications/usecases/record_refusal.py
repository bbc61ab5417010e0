"""Keep a refused attempt to submit, in a unit of work of its own: the refused one has been rolled back."""

from __future__ import annotations

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, select

from incubator.accounts.actor import Actor
from incubator.applications.events import SubmissionRefused
from incubator.applications.models import Application, SubmissionAttempt
from incubator.applications.rules import LONGEST_KEY, Refusal
from incubator.applications.workflow import AttemptOutcome
from incubator.core.errors import DomainError
from incubator.core.ids import new_id
from incubator.db.unit_of_work import unit_of_work

_applications = cast("Table", Application.__table__)
_CONCERNED = select(_applications.c.round_id, _applications.c.organisation_id).where(
    _applications.c.id == bindparam("id")
)
_ATTEMPT = insert(cast("Table", SubmissionAttempt.__table__))


def record_refusal(
    *, actor: Actor, application_id: UUID, key: str, shown: str, why: Refusal, error: DomainError, now: datetime
) -> None:
    """Who pressed, when the request was received, and which sentence was the answer."""
    with unit_of_work() as work:
        # Rows, not objects: after a deadline everybody who comes too late leaves one.
        concerned = work.session.execute(_CONCERNED, {"id": application_id}).one()
        attempt = {
            "id": new_id(),
            "application_id": application_id,
            "user_id": actor.user_id,
            "at": now,
            "key": key[:LONGEST_KEY],
            "shown": shown,
            "outcome": AttemptOutcome.REFUSED,
            "reason": str(why),
            "message": error.message.payload(),
            "address": actor.address or "",
        }
        work.session.execute(_ATTEMPT, attempt)
        work.record(
            SubmissionRefused(
                stamp=actor.stamp(now),
                application_id=application_id,
                round_id=concerned.round_id,
                organisation_id=concerned.organisation_id,
                why=str(why),
            )
        )
