"""What a round is set to, for those who judge by it: divisions, stages with their criteria, bonuses."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from incubator.parameters.queries import value
from incubator.programs.models import BonusItem, Division, RoundStage

SCORING = ("people", "floor_points", "trim_least_people", "rounding_scale", "cut_percent", "bonus_cap", "waiting_list_length")  # fmt: skip
"""Policy numbers `scoring.…` a new round starts from."""


def scoring_defaults(session: Session, on: date) -> dict[str, int]:
    """The numbers in force on that day, by name."""
    return {name: value(session, f"scoring.{name}", on=on) for name in SCORING}


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
