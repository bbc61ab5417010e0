"""Who takes part in which round."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session

from incubator.programs.models import Participation, Round
from incubator.programs.workflow import ParticipationState


def find_running_for_change(session: Session, round_id: UUID, organisation_id: UUID) -> Participation | None:
    """The one that was not withdrawn, locked."""
    return session.scalar(
        select(Participation)
        .where(
            Participation.round_id == round_id,
            Participation.organisation_id == organisation_id,
            Participation.state != ParticipationState.WITHDRAWN,
        )
        .with_for_update()
    )


def list_of_organisation(session: Session, organisation_id: UUID) -> Sequence[Row[Participation, Round]]:
    """(participation, round with its program's id), newest first."""
    return session.execute(
        select(Participation, Round)
        .join(Round, Round.id == Participation.round_id)
        .where(Participation.organisation_id == organisation_id)
        .order_by(Participation.created_at.desc(), Participation.id)
    ).all()
