"""Panels of a round: who sits on them and which applications they judge."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.actor import Actor
from incubator.programs.models import Round, RoundStage
from incubator.programs.queries import get_visible_round
from incubator.reviews.models import Appointment, Panel, PanelCase
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.workflow import AppointmentState


def get_round(session: Session, actor: Actor, round_id: UUID) -> Round:
    """The round for managers, heads and auditors of its program.  Raises NotFound for everybody else."""
    round_ = get_visible_round(session, actor, round_id)
    may_read_round(actor, round_)
    return round_


def list_stages(session: Session, round_id: UUID) -> Sequence[RoundStage]:
    """In the order of judging."""
    return session.scalars(
        select(RoundStage).where(RoundStage.round_id == round_id).order_by(RoundStage.position)
    ).all()


def list_panels(session: Session, round_id: UUID) -> Sequence[Panel]:
    """With their stages, in the order of judging."""
    return session.scalars(
        select(Panel)
        .join(RoundStage, RoundStage.id == Panel.stage_id)
        .where(Panel.round_id == round_id)
        .options(joinedload(Panel.stage))
        .order_by(RoundStage.position, Panel.label, Panel.id)
    ).all()


def count_people(session: Session, panel_ids: Sequence[UUID]) -> dict[UUID, dict[AppointmentState, int]]:
    """For each panel, how many appointments are in which state."""
    counts: dict[UUID, dict[AppointmentState, int]] = {panel_id: {} for panel_id in panel_ids}
    rows = session.execute(
        select(Appointment.panel_id, Appointment.state, func.count())
        .where(Appointment.panel_id.in_(panel_ids))
        .group_by(Appointment.panel_id, Appointment.state)
    )
    for panel_id, state, count in rows:
        counts[panel_id][state] = count
    return counts


def count_cases(session: Session, panel_ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = session.execute(
        select(PanelCase.panel_id, func.count()).where(PanelCase.panel_id.in_(panel_ids)).group_by(PanelCase.panel_id)
    )
    return dict(rows.all())
