"""What a reviewer may read and write: only through the one filter, while the panel scores."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import NotFound, or_not_found
from incubator.programs.models import Round, RoundStage
from incubator.reviews.models import (
    Appointment,
    Assignment,
    Declaration,
    Panel,
    PanelCase,
    Score,
    ScoreSheet,
    SheetVersion,
)
from incubator.reviews.queries.conflicts import unhindered
from incubator.reviews.rules import scores
from incubator.reviews.workflow import AppointmentState, PanelState, SheetState

CRITERIA = joinedload(Panel.stage, innerjoin=True).selectinload(RoundStage.criteria)
PANEL = joinedload(Assignment.appointment, innerjoin=True).joinedload(Appointment.panel, innerjoin=True)
WHOLE: tuple[ORMOption, ...] = (
    PANEL.options(CRITERIA),
    joinedload(Assignment.application, innerjoin=True).options(
        joinedload(Application.round, innerjoin=True).joinedload(Round.program, innerjoin=True),
        joinedload(Application.organisation, innerjoin=True),
    ),
    joinedload(Assignment.sheet).selectinload(ScoreSheet.scores).joinedload(Score.criterion, innerjoin=True),
)


def his(actor: Actor) -> Select[tuple[Assignment]]:
    """Live assignments of this person that no conflict hides and that he has declared himself free for."""
    return (
        select(Assignment)
        .join(Appointment, Appointment.id == Assignment.appointment_id)
        .join(Panel, Panel.id == Appointment.panel_id)
        .join(Application, Application.id == Assignment.application_id)
        .join(
            Declaration,
            (Declaration.appointment_id == Assignment.appointment_id)
            & (Declaration.application_id == Assignment.application_id),
        )
        .where(
            Appointment.user_id == actor.user_id,
            Assignment.ended_at.is_(None),
            Declaration.is_free,
            Application.state != ApplicationState.WITHDRAWN,
            unhindered(Assignment.appointment_id, Assignment.application_id),
        )
    )


def find_appointment(session: Session, actor: Actor, panel_id: UUID) -> Appointment | None:
    """This person's place on the panel, with the panel, its stage and criteria."""
    return session.scalar(
        select(Appointment)
        .where(Appointment.panel_id == panel_id, Appointment.user_id == actor.user_id)
        .options(joinedload(Appointment.panel, innerjoin=True).options(CRITERIA))
    )


def list_queue(session: Session, actor: Actor, panel_id: UUID) -> list[tuple[Assignment, int, datetime | None]]:
    """His applications of the panel in its order: (assignment, number, when the applicant was absent)."""
    found = session.execute(
        his(actor)
        .where(Appointment.panel_id == panel_id)
        .join(PanelCase, (PanelCase.panel_id == panel_id) & (PanelCase.application_id == Assignment.application_id))
        .add_columns(PanelCase.no, PanelCase.absent_at)
        .options(*WHOLE)
        .order_by(PanelCase.no, PanelCase.id)
    )
    return [(assignment, no, absent_at) for assignment, no, absent_at in found]


def count_undeclared(session: Session, actor: Actor, panel_id: UUID) -> int:
    """Assignments of the panel he has not yet said anything about."""
    said = (
        select(Declaration.id)
        .where(
            Declaration.appointment_id == Assignment.appointment_id,
            Declaration.application_id == Assignment.application_id,
        )
        .exists()
    )
    return (
        session.scalar(
            select(func.count())
            .select_from(Assignment)
            .join(Appointment, Appointment.id == Assignment.appointment_id)
            .where(
                Appointment.user_id == actor.user_id,
                Appointment.panel_id == panel_id,
                Assignment.ended_at.is_(None),
                unhindered(Assignment.appointment_id, Assignment.application_id),
                ~said,
            )
        )
        or 0
    )


def get_his(session: Session, actor: Actor, assignment_id: UUID) -> Assignment:
    """With panel, stage, criteria, application, sheet and scores.  Raises NotFound."""
    return or_not_found(session.scalar(his(actor).where(Assignment.id == assignment_id).options(*WHOLE)))


def get_for_change(session: Session, actor: Actor, assignment_id: UUID) -> Assignment:
    """As `get_his`; the panel is held open for writing meanwhile, and assignment and sheet are locked.

    Who locks the panel waits for all who write, and who writes after that finds it locked.  Raises NotFound.
    """
    panel_id = session.scalar(
        select(Appointment.panel_id)
        .join(Assignment, Assignment.appointment_id == Appointment.id)
        .where(Assignment.id == assignment_id, Appointment.user_id == actor.user_id)
    )
    if panel_id is None:
        raise NotFound
    session.execute(select(Panel.id).where(Panel.id == panel_id).with_for_update(read=True))
    session.execute(select(Assignment.id).where(Assignment.id == assignment_id).with_for_update())
    session.expire_all()
    return get_his(session, actor, assignment_id)


def shape_of(panel: Panel) -> scores.Shape:
    """The form of a sheet.  Needs the panel's stage with its criteria."""
    step = Decimal(panel.stage.step_tenths) / 10
    rows = sorted(panel.stage.criteria, key=lambda row: row.position)
    return scores.Shape(
        tuple(scores.Criterion(row.key, row.label, Decimal(row.points), step, row.needs_reason) for row in rows),
        scores.Mode.GRADES if panel.is_graded else scores.Mode.POINTS,
    )


def points_of(sheet: ScoreSheet) -> dict[str, Decimal]:
    """What is filled in, by criterion.  Needs scores with their criteria."""
    return {row.criterion.key: Decimal(row.tenths) / 10 for row in sheet.scores if row.tenths is not None}


def list_sheets_in(session: Session, application_id: UUID, panel_id: UUID) -> list[tuple[ScoreSheet | None, UUID]]:
    """(sheet or None, appointment) of every assignment that counts: live, of somebody sworn and free of conflicts."""
    rows = session.execute(
        select(ScoreSheet, Assignment.appointment_id)
        .select_from(Assignment)
        .join(Appointment, Appointment.id == Assignment.appointment_id)
        .outerjoin(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
        .where(
            Assignment.application_id == application_id,
            Appointment.panel_id == panel_id,
            *counting(),
        )
        .options(selectinload(ScoreSheet.scores).joinedload(Score.criterion, innerjoin=True))
        .order_by(Assignment.id)
    )
    return [(sheet, appointment_id) for sheet, appointment_id in rows]


def counting() -> tuple[Any, ...]:
    """Conditions on Assignment joined with Appointment: what a stage waits for and is computed from."""
    return (
        Assignment.ended_at.is_(None),
        Appointment.state.in_((AppointmentState.SWORN, AppointmentState.FINISHED)),
        unhindered(Assignment.appointment_id, Assignment.application_id),
    )


def list_versions(session: Session, sheet_ids: Sequence[UUID]) -> list[SheetVersion]:
    """What was handed in, oldest first."""
    return list(
        session.scalars(
            select(SheetVersion)
            .where(SheetVersion.sheet_id.in_(sheet_ids))
            .order_by(SheetVersion.sheet_id, SheetVersion.number)
        )
    )


def find_next(session: Session, actor: Actor, assignment: Assignment) -> UUID | None:
    """The next application of the queue he has not handed in, from this one on and around."""
    queue = list_queue(session, actor, assignment.appointment.panel_id)
    ids = [row.id for row, _, _ in queue]
    at = ids.index(assignment.id) if assignment.id in ids else -1
    turned = queue[at + 1 :] + queue[: max(at, 0)]
    return next((row.id for row, _, absent in turned if is_waiting(row, absent)), None)


def is_waiting(assignment: Assignment, absent_at: datetime | None) -> bool:
    """Whether its sheet is still to be handed in."""
    state = assignment.sheet.state if assignment.sheet else SheetState.OPEN
    return absent_at is None and state in (SheetState.OPEN, SheetState.RETURNED)


def list_scoring_panels(session: Session, actor: Actor, now: datetime) -> list[Panel]:
    """Panels on which this person scores now, with their stage."""
    return list(
        session.scalars(
            select(Panel)
            .join(Appointment, Appointment.panel_id == Panel.id)
            .where(
                Appointment.user_id == actor.user_id,
                Appointment.state == AppointmentState.SWORN,
                Panel.state == PanelState.SCORING,
                Panel.access_ends_at > now,
            )
            .options(joinedload(Panel.stage, innerjoin=True))
            .order_by(Panel.meets_at, Panel.id)
        )
    )
