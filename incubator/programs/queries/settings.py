"""What a round is set to, for those who judge by it: divisions, stages with their criteria, bonuses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from incubator.parameters.queries import value
from incubator.programs.models import BonusItem, Division, Participation, Program, Round, RoundStage
from incubator.programs.rules.findings import Support
from incubator.programs.workflow import ParticipationState

SCORING = ("people", "floor_points", "trim_least_people", "rounding_scale", "cut_percent", "bonus_cap", "waiting_list_length")  # fmt: skip
"""Policy numbers `scoring.…` a new round starts from."""


def scoring_defaults(session: Session, on: date) -> dict[str, int]:
    """The numbers in force on that day, by name."""
    return {name: value(session, f"scoring.{name}", on=on) for name in SCORING}


def list_supports(session: Session, organisation_id: UUID, *, besides: UUID) -> tuple[Support, ...]:
    """What the organisation was admitted to in other rounds, those it gave up left out."""
    return supports_of(session, [organisation_id], besides=besides).get(organisation_id, ())


def supports_of(
    session: Session, organisation_ids: Sequence[UUID], *, besides: UUID
) -> dict[UUID, tuple[Support, ...]]:
    """The same for many organisations, in one statement."""
    rows = session.execute(
        select(Participation.organisation_id, Program.name, Participation.state)
        .join(Round, Round.id == Participation.round_id)
        .join(Program, Program.id == Round.program_id)
        .where(
            Participation.organisation_id.in_(organisation_ids),
            Participation.round_id != besides,
            Participation.state != ParticipationState.WITHDRAWN,
        )
    )
    found: dict[UUID, tuple[Support, ...]] = {}
    for organisation_id, name, state in rows:
        if organisation_id is not None:
            support = Support(name, is_running=state is not ParticipationState.COMPLETED)
            found[organisation_id] = (*found.get(organisation_id, ()), support)
    return found


def list_divisions(session: Session, round_id: UUID) -> list[Division]:
    """In the order of the call."""
    return list(session.scalars(select(Division).where(Division.round_id == round_id).order_by(Division.position)))


def list_stages(session: Session, round_id: UUID) -> list[RoundStage]:
    """Stages with their criteria, in the order of the judging."""
    return list(
        session.scalars(
            select(RoundStage)
            .where(RoundStage.round_id == round_id)
            .options(selectinload(RoundStage.criteria))
            .order_by(RoundStage.position)
        )
    )


def list_bonuses(session: Session, round_id: UUID) -> list[BonusItem]:
    return list(session.scalars(select(BonusItem).where(BonusItem.round_id == round_id).order_by(BonusItem.position)))
