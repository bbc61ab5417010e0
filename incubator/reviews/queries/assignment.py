"""Who judges what, and who could."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import RuleBroken, or_not_found
from incubator.core.text import text
from incubator.reviews.models import Appointment, Assignment, AssignmentRun, Panel, PanelCase, PoolMember
from incubator.reviews.queries.conflicts import unhindered
from incubator.reviews.queries.panel_day import SEATED
from incubator.reviews.workflow import PanelState

Pair = tuple[UUID, UUID]
"""(application, appointment)."""
OPEN = (PanelState.PLANNED, PanelState.INVITING, PanelState.SCORING)


def check_open(panel: Panel) -> None:
    """Raises RuleBroken once the panel is locked or cancelled."""
    if panel.state not in OPEN:
        raise RuleBroken(
            text("평가를 마감한 위원회의 배정은 바꿀 수 없습니다."),
            how=text("바꾸어야 하면 결재자에게 평가를 다시 열어 달라고 해 주세요."),
        )


def list_taken(session: Session, panel_id: UUID) -> set[Pair]:
    """Live pairs of the panel."""
    rows = session.execute(
        select(Assignment.application_id, Assignment.appointment_id)
        .join(Appointment, Appointment.id == Assignment.appointment_id)
        .where(Appointment.panel_id == panel_id, Assignment.ended_at.is_(None))
    )
    return {(application_id, appointment_id) for application_id, appointment_id in rows}


def list_free(session: Session, panel: Panel) -> list[Pair]:
    """Pairs of a seated member and an application of the panel between which nothing stands, in the panel's order."""
    rows = session.execute(
        select(PanelCase.application_id, Appointment.id)
        .join(Appointment, Appointment.panel_id == PanelCase.panel_id)
        .join(Application, Application.id == PanelCase.application_id)
        .where(
            PanelCase.panel_id == panel.id,
            Appointment.state.in_(SEATED),
            Application.state != ApplicationState.WITHDRAWN,
            unhindered(Appointment.id, PanelCase.application_id),
        )
        .order_by(PanelCase.no, PanelCase.id, Appointment.no)
    )
    return [(application_id, appointment_id) for application_id, appointment_id in rows]


def get_assignment(session: Session, panel_id: UUID, assignment_id: UUID) -> Assignment:
    """A live one of this panel.  Raises NotFound."""
    return or_not_found(
        session.scalar(
            select(Assignment)
            .join(Appointment, Appointment.id == Assignment.appointment_id)
            .where(Assignment.id == assignment_id, Appointment.panel_id == panel_id, Assignment.ended_at.is_(None))
        )
    )


def list_members(session: Session, user_ids: Sequence[UUID]) -> dict[UUID, PoolMember]:
    """What is known of these people's expertise, by user."""
    rows = session.scalars(select(PoolMember).where(PoolMember.user_id.in_(user_ids)))
    return {row.user_id: row for row in rows}


def list_runs(session: Session, panel: Panel) -> list[AssignmentRun]:
    """Of this panel, newest first."""
    rows = session.scalars(
        select(AssignmentRun)
        .where(AssignmentRun.stage_id == panel.stage_id)
        .order_by(AssignmentRun.at.desc(), AssignmentRun.id.desc())
    )
    return [row for row in rows if row.asked.get("panel_id") == str(panel.id)]


def get_run(session: Session, panel: Panel, run_id: UUID) -> AssignmentRun:
    """Raises NotFound, for a run of another panel, too."""
    return or_not_found(next((row for row in list_runs(session, panel) if row.id == run_id), None))


def list_live(session: Session, panel_id: UUID) -> list[Assignment]:
    """With sheets, for the table of who judges what."""
    return list(
        session.scalars(
            select(Assignment)
            .join(Appointment, Appointment.id == Assignment.appointment_id)
            .where(Appointment.panel_id == panel_id, Assignment.ended_at.is_(None))
            .options(joinedload(Assignment.sheet))
            .order_by(Assignment.id)
        )
    )
