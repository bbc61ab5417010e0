"""The day of a panel as its secretary sees it: who has handed in, never what, until the panel is locked."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import NotFound, or_not_found
from incubator.programs.models import Round
from incubator.reviews.models import Appointment, Assignment, Decision, Panel, PanelCase, Score, ScoreSheet
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.queries.conflicts import unhindered
from incubator.reviews.queries.panels import get_round
from incubator.reviews.queries.sheets import CRITERIA, counting
from incubator.reviews.workflow import AppointmentState, DecisionState, SheetState

SEATED = (AppointmentState.ACCEPTED, AppointmentState.SWORN, AppointmentState.FINISHED)
SCORES = joinedload(Assignment.sheet).selectinload(ScoreSheet.scores).joinedload(Score.criterion, innerjoin=True)
_EVERYTHING = (
    CRITERIA,
    selectinload(Panel.appointments).joinedload(Appointment.user, innerjoin=True),
    selectinload(Panel.cases)
    .joinedload(PanelCase.application, innerjoin=True)
    .joinedload(Application.organisation, innerjoin=True),
)


def get_panel(session: Session, actor: Actor, panel_id: UUID) -> tuple[Panel, Round]:
    """With stage, criteria, people and cases, and its round with program.  Raises NotFound."""
    panel = or_not_found(session.scalar(select(Panel).where(Panel.id == panel_id).options(*_EVERYTHING)))
    return panel, get_round(session, actor, panel.round_id)


def lock_panel_row(session: Session, actor: Actor, panel_id: UUID) -> tuple[Panel, Round]:
    """As `get_panel`, after waiting for everybody who writes on a sheet of the panel.  Raises NotFound."""
    round_id = session.scalar(select(Panel.round_id).where(Panel.id == panel_id).with_for_update())
    if round_id is None:
        raise NotFound
    may_read_round(actor, get_round(session, actor, round_id))
    session.expire_all()
    return get_panel(session, actor, panel_id)


def list_assignments(session: Session, panel_id: UUID) -> list[tuple[Assignment, bool]]:
    """Live assignments with sheet, scores and application, and whether nothing stands between the two."""
    rows = session.execute(
        select(Assignment, unhindered(Assignment.appointment_id, Assignment.application_id))
        .join(Appointment, Appointment.id == Assignment.appointment_id)
        .where(Appointment.panel_id == panel_id, Assignment.ended_at.is_(None))
        .options(joinedload(Assignment.appointment, innerjoin=True), SCORES)
        .order_by(Assignment.id)
    )
    return [(assignment, bool(free)) for assignment, free in rows]


def list_counting(session: Session, panel_id: UUID) -> list[Assignment]:
    """What the stage waits for: live, sworn, free of conflicts, of an applicant who came."""
    return list(
        session.scalars(
            select(Assignment)
            .join(Appointment, Appointment.id == Assignment.appointment_id)
            .join(Application, Application.id == Assignment.application_id)
            .join(
                PanelCase,
                (PanelCase.panel_id == Appointment.panel_id) & (PanelCase.application_id == Assignment.application_id),
            )
            .where(
                Appointment.panel_id == panel_id,
                PanelCase.absent_at.is_(None),
                Application.state != ApplicationState.WITHDRAWN,
                *counting(),
            )
            .options(
                joinedload(Assignment.appointment, innerjoin=True).joinedload(Appointment.user, innerjoin=True),
                joinedload(Assignment.application, innerjoin=True),
                SCORES,
            )
            .order_by(Assignment.id)
        )
    )


def get_sheet_of(session: Session, panel_id: UUID, sheet_id: UUID) -> Assignment:
    """The assignment of a sheet of this panel, with the sheet and its reviewer.  Raises NotFound."""
    return or_not_found(
        session.scalar(
            select(Assignment)
            .join(Appointment, Appointment.id == Assignment.appointment_id)
            .join(ScoreSheet, ScoreSheet.assignment_id == Assignment.id)
            .where(Appointment.panel_id == panel_id, ScoreSheet.id == sheet_id)
            .options(joinedload(Assignment.sheet), joinedload(Assignment.appointment, innerjoin=True))
        )
    )


def find_appointment(panel: Panel, appointment_id: UUID) -> Appointment:
    """Raises NotFound."""
    return or_not_found(next((one for one in panel.appointments if one.id == appointment_id), None))


def find_case(panel: Panel, case_id: UUID) -> PanelCase:
    """Raises NotFound."""
    return or_not_found(next((one for one in panel.cases if one.id == case_id), None))


def find_case_of(panel: Panel, application_id: UUID) -> PanelCase:
    """Raises NotFound."""
    return or_not_found(next((one for one in panel.cases if one.application_id == application_id), None))


def is_announced(session: Session, round_id: UUID) -> bool:
    """Whether a decision of the round has been released."""
    return bool(
        session.scalar(
            select(func.count())
            .select_from(Decision)
            .where(Decision.round_id == round_id, Decision.state == DecisionState.RELEASED)
        )
    )


def list_locked(session: Session, panel_id: UUID) -> list[ScoreSheet]:
    """Sheets the panel was locked with."""
    return list(
        session.scalars(
            select(ScoreSheet)
            .join(Assignment, Assignment.id == ScoreSheet.assignment_id)
            .join(Appointment, Appointment.id == Assignment.appointment_id)
            .where(Appointment.panel_id == panel_id, ScoreSheet.state == SheetState.LOCKED)
            .order_by(ScoreSheet.id)
        )
    )
