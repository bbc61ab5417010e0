"""Computation sheets: what goes into one, the sheets that were made, who has to sign."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import NotFound, or_not_found
from incubator.programs.models import Round, RoundStage
from incubator.programs.queries import get_whole_round, get_whole_round_for_change
from incubator.reviews.models import (
    Appointment,
    Assignment,
    BonusClaim,
    Computation,
    ComputationSignature,
    Conflict,
    Panel,
    PanelCase,
    ScoreSheet,
    TieDecision,
)
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.rules.records import from_plain
from incubator.reviews.rules.stage_sheet import StageSheet
from incubator.reviews.workflow import ComputationState, ConflictState, PanelState


def get_round(session: Session, actor: Actor, round_id: UUID) -> Round:
    """With divisions, stages, criteria and bonuses.  Raises NotFound for everybody but its staff."""
    found = get_whole_round(session, round_id)
    may_read_round(actor, found)
    return found


def get_round_for_change(session: Session, actor: Actor, round_id: UUID) -> Round:
    """As `get_round`, its row locked: sheets and decisions of a round are made one after the other."""
    found = get_whole_round_for_change(session, round_id)
    may_read_round(actor, found)
    return found


def get_round_of_stage(session: Session, actor: Actor, stage_id: UUID, *, for_change: bool = False) -> Round:
    """The round a stage belongs to.  Raises NotFound."""
    round_id = or_not_found(session.scalar(select(RoundStage.round_id).where(RoundStage.id == stage_id)))
    return (get_round_for_change if for_change else get_round)(session, actor, round_id)


def list_panels(session: Session, stage_id: UUID) -> list[Panel]:
    """Those that were not cancelled, with their appointments."""
    return list(
        session.scalars(
            select(Panel)
            .where(Panel.stage_id == stage_id, Panel.state != PanelState.CANCELLED)
            .options(selectinload(Panel.appointments))
            .order_by(Panel.label)
        )
    )


def list_cases(session: Session, panel_ids: Sequence[UUID]) -> list[PanelCase]:
    """Applications before these panels that are still in the race, with their division."""
    return list(
        session.scalars(
            select(PanelCase)
            .join(PanelCase.application)
            .where(PanelCase.panel_id.in_(panel_ids), Application.state == ApplicationState.ELIGIBLE)
            .options(contains_eager(PanelCase.application).joinedload(Application.division))
            .order_by(PanelCase.panel_id, PanelCase.no)
        )
    )


def list_assignments(session: Session, panel_ids: Sequence[UUID]) -> list[Assignment]:
    """Also those that ended, with appointment, sheet and scores."""
    return list(
        session.scalars(
            select(Assignment)
            .join(Assignment.appointment)
            .where(Appointment.panel_id.in_(panel_ids))
            .options(
                contains_eager(Assignment.appointment),
                joinedload(Assignment.sheet).selectinload(ScoreSheet.scores),
            )
            .order_by(Assignment.id)
        )
    )


def list_standing_conflicts(session: Session, panel_ids: Sequence[UUID]) -> list[Conflict]:
    """Those not dismissed."""
    return list(
        session.scalars(
            select(Conflict)
            .join(Appointment, Appointment.id == Conflict.appointment_id)
            .where(Appointment.panel_id.in_(panel_ids), Conflict.state != ConflictState.DISMISSED)
        )
    )


def list_claims(session: Session, application_ids: Sequence[UUID]) -> list[BonusClaim]:
    """With their bonus."""
    return list(
        session.scalars(
            select(BonusClaim)
            .where(BonusClaim.application_id.in_(application_ids))
            .options(joinedload(BonusClaim.bonus, innerjoin=True))
            .order_by(BonusClaim.id)
        )
    )


def list_tie_decisions(session: Session, stage_id: UUID) -> list[TieDecision]:
    """Oldest first."""
    return list(
        session.scalars(
            select(TieDecision).where(TieDecision.stage_id == stage_id).order_by(TieDecision.at, TieDecision.id)
        )
    )


def find_in_force(session: Session, stage_id: UUID, *, for_change: bool = False) -> Computation | None:
    """The sheet of the stage that no later one has taken the place of."""
    wanted = select(Computation).where(
        Computation.stage_id == stage_id, Computation.state != ComputationState.SUPERSEDED
    )
    return session.scalar(wanted.with_for_update() if for_change else wanted)


def list_in_force(session: Session, round_id: UUID) -> dict[UUID, Computation]:
    """By stage."""
    rows = session.scalars(
        select(Computation).where(Computation.round_id == round_id, Computation.state != ComputationState.SUPERSEDED)
    )
    return {row.stage_id: row for row in rows}


def list_versions(session: Session, stage_id: UUID) -> list[Computation]:
    """Every sheet ever made of a stage, newest first."""
    return list(
        session.scalars(
            select(Computation)
            .where(Computation.stage_id == stage_id)
            .options(selectinload(Computation.signatures))
            .order_by(Computation.no.desc())
        )
    )


def get_version(session: Session, stage_id: UUID, no: int) -> Computation:
    """Raises NotFound."""
    return or_not_found(
        session.scalar(
            select(Computation)
            .where(Computation.stage_id == stage_id, Computation.no == no)
            .options(selectinload(Computation.signatures))
        )
    )


def get_computation(session: Session, computation_id: UUID, *, for_change: bool = False) -> Computation:
    """Raises NotFound."""
    wanted = select(Computation).where(Computation.id == computation_id).options(selectinload(Computation.signatures))
    return or_not_found(session.scalar(wanted.with_for_update() if for_change else wanted))


def sheet_in(computation: Computation) -> StageSheet:
    """What was stored, as the rules made it."""
    return from_plain(StageSheet, computation.content)


def get_own_appointment(session: Session, actor: Actor, computation: Computation) -> Appointment:
    """The person's appointment to a panel of the sheet's stage, with its panel.  Raises NotFound."""
    found = session.scalar(
        select(Appointment)
        .join(Appointment.panel)
        .where(
            Panel.stage_id == computation.stage_id,
            Panel.state != PanelState.CANCELLED,
            Appointment.user_id == actor.user_id,
        )
        .options(contains_eager(Appointment.panel))
    )
    if found is None:
        raise NotFound
    return found


def find_signature(session: Session, computation_id: UUID, appointment_id: UUID) -> ComputationSignature | None:
    return session.scalar(
        select(ComputationSignature).where(
            ComputationSignature.computation_id == computation_id,
            ComputationSignature.appointment_id == appointment_id,
        )
    )


def list_appointments(session: Session, ids: Sequence[UUID]) -> list[Appointment]:
    """With panel and person, by panel and number."""
    return list(
        session.scalars(
            select(Appointment)
            .join(Appointment.panel)
            .where(Appointment.id.in_(ids))
            .options(contains_eager(Appointment.panel), joinedload(Appointment.user, innerjoin=True))
            .order_by(Panel.label, Appointment.no)
        )
    )


def list_named(session: Session, ids: Sequence[UUID]) -> dict[UUID, Application]:
    """Applications of a sheet by id, for their numbers and names."""
    rows = session.scalars(
        select(Application)
        .where(Application.id.in_(ids))
        .options(joinedload(Application.organisation, innerjoin=True), joinedload(Application.division))
    )
    return {row.id: row for row in rows}
