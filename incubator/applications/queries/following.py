"""Results that change after they were announced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.actor import Actor
from incubator.applications.models import Application, Outcome
from incubator.applications.queries import outcomes
from incubator.applications.queries.reading import HEAD, find_for_change, get_for_change
from incubator.applications.workflow import OutcomeState
from incubator.core.errors import or_not_found


@dataclass(frozen=True)
class Told:
    """An application and its result, both locked."""

    application: Application
    outcome: Outcome


def get_told_for_change(session: Session, actor: Actor, application_id: UUID) -> Told:
    """For members of the company and staff of the program.  Raises NotFound, also before the release."""
    application = get_for_change(session, actor, application_id)
    return Told(application, or_not_found(outcomes.find_outcome_for_change(session, application_id)))


def find_told_for_change(session: Session, application_id: UUID) -> Told | None:
    """For what the clock does."""
    application = find_for_change(session, application_id)
    outcome = outcomes.find_outcome_for_change(session, application_id)
    return Told(application, outcome) if application and outcome else None


def list_overdue_offers(session: Session, now: datetime) -> list[UUID]:
    """Applications whose offered place nobody took in time."""
    return list(
        session.scalars(
            select(Outcome.application_id)
            .where(Outcome.state == OutcomeState.OFFERED, Outcome.reply_due_at <= now)
            .order_by(Outcome.reply_due_at, Outcome.application_id)
        )
    )


def list_waiting(session: Session, round_id: UUID) -> list[UUID]:
    """Applications that still wait in the round."""
    return list(
        session.scalars(
            select(Outcome.application_id)
            .where(Outcome.round_id == round_id, Outcome.state == OutcomeState.WAITLISTED)
            .order_by(Outcome.waiting_no, Outcome.application_id)
        )
    )


def list_offered_to(session: Session, actor: Actor) -> list[Outcome]:
    """Offers that wait for a company of this person, with application, round and organisation; the most urgent first."""
    if not actor.organisation_ids:
        return []
    return list(
        session.scalars(
            select(Outcome)
            .join(Application, Application.id == Outcome.application_id)
            .where(Outcome.state == OutcomeState.OFFERED, Application.organisation_id.in_(actor.organisation_ids))
            .options(joinedload(Outcome.application, innerjoin=True).options(*HEAD))
            .order_by(Outcome.reply_due_at)
        )
    )
