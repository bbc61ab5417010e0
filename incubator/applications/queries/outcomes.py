"""Outcomes that were announced.  Before the release of a decision there is no row to find."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.actor import Actor
from incubator.applications.models import Application, Outcome
from incubator.applications.queries.reading import HEAD, get_own
from incubator.applications.workflow import OutcomeState
from incubator.core.errors import or_not_found


def find_outcome(session: Session, application_id: UUID) -> Outcome | None:
    return session.scalar(select(Outcome).where(Outcome.application_id == application_id))


def find_outcome_for_change(session: Session, application_id: UUID) -> Outcome | None:
    """Locked."""
    return session.scalar(select(Outcome).where(Outcome.application_id == application_id).with_for_update())


def get_own_outcome(session: Session, actor: Actor, application_id: UUID) -> tuple[Application, Outcome]:
    """For members of the applying organisation.  Raises NotFound also while nothing was announced."""
    application = get_own(session, actor, application_id)
    return application, or_not_found(find_outcome(session, application_id))


def outcome_states(session: Session, application_ids: Sequence[UUID]) -> dict[UUID, OutcomeState]:
    """Of those that have one."""
    if not application_ids:
        return {}
    rows = session.execute(
        select(Outcome.application_id, Outcome.state).where(Outcome.application_id.in_(application_ids))
    )
    return {row.application_id: row.state for row in rows}


def list_outcomes(session: Session, round_id: UUID) -> list[Outcome]:
    """All of a round with application, organisation and round, the waiting list in its order."""
    return list(
        session.scalars(
            select(Outcome)
            .join(Application, Application.id == Outcome.application_id)
            .where(Outcome.round_id == round_id)
            .options(joinedload(Outcome.application, innerjoin=True).options(*HEAD))
            .order_by(Outcome.waiting_no, Application.receipt_no)
        )
    )
