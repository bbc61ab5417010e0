"""Conflicts of interest: the one filter, and what staff decide about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, exists, func, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from incubator.accounts.models import User
from incubator.applications.models import Application
from incubator.core.errors import or_not_found
from incubator.organisations.models import Organisation
from incubator.reviews.models import Appointment, Challenge, Conflict, Panel, PanelCase
from incubator.reviews.workflow import AppointmentState, ConflictState

LIVE = (AppointmentState.DRAWN, AppointmentState.INVITED, AppointmentState.ACCEPTED, AppointmentState.SWORN)
"""Appointments whose person may still come to judge."""


def unhindered(appointment_id: Any, application_id: Any) -> ColumnElement[bool]:
    """True where nothing stands between this appointment and this application; each may be a column or an id.

    A conflict hinders until it is dismissed, also before anybody has decided.
    """
    hindering = aliased(Conflict)
    return ~exists().where(
        hindering.appointment_id == appointment_id,
        hindering.application_id == application_id,
        hindering.state != ConflictState.DISMISSED,
    )


@dataclass(frozen=True)
class Pair:
    """A conflict with whom and what it stands between."""

    conflict: Conflict
    reviewer: User
    no: int
    receipt_no: str
    company: str


def _pairs() -> Any:
    return (
        select(Conflict, User, Appointment.no, Application.receipt_no, Organisation.display_name)
        .join(Appointment, Appointment.id == Conflict.appointment_id)
        .join(User, User.id == Appointment.user_id)
        .join(Application, Application.id == Conflict.application_id)
        .join(Organisation, Organisation.id == Application.organisation_id)
    )


def list_of_panel(session: Session, panel_id: UUID, *states: ConflictState) -> list[Pair]:
    """For staff: those to decide first."""
    statement = _pairs().where(Appointment.panel_id == panel_id)
    if states:
        statement = statement.where(Conflict.state.in_(states))
    order = case({state.value: place for place, state in enumerate(ConflictState)}, value=Conflict.state)
    rows = session.execute(statement.order_by(order, Appointment.no, Organisation.display_name, Conflict.id))
    return [Pair(*row) for row in rows]


def get_of_panel(session: Session, panel_id: UUID, conflict_id: UUID) -> Pair:
    """Raises NotFound."""
    row = session.execute(_pairs().where(Appointment.panel_id == panel_id, Conflict.id == conflict_id)).one_or_none()
    return Pair(*or_not_found(row))


def get_for_change(session: Session, panel_id: UUID, conflict_id: UUID) -> Conflict:
    """Locked, with the appointment.  Raises NotFound."""
    return or_not_found(
        session.scalar(
            select(Conflict)
            .join(Appointment, Appointment.id == Conflict.appointment_id)
            .where(Appointment.panel_id == panel_id, Conflict.id == conflict_id)
            .options(contains_eager(Conflict.appointment))
            .with_for_update(of=[Conflict])
        )
    )


def list_known(session: Session, panel_id: UUID) -> set[tuple[UUID, UUID, str, str]]:
    """`(appointment, application, kind, ground)` of every conflict of the panel."""
    rows = session.execute(
        select(Conflict.appointment_id, Conflict.application_id, Conflict.kind, Conflict.ground)
        .join(Appointment, Appointment.id == Conflict.appointment_id)
        .where(Appointment.panel_id == panel_id)
    )
    return {(appointment, application, kind, ground) for appointment, application, kind, ground in rows}


def find_for_change(
    session: Session, appointment_id: UUID, application_id: UUID, kind: str, ground: str
) -> Conflict | None:
    """Locked."""
    return session.scalar(
        select(Conflict)
        .where(
            Conflict.appointment_id == appointment_id,
            Conflict.application_id == application_id,
            Conflict.kind == kind,
            Conflict.ground == ground,
        )
        .with_for_update()
    )


def count_by_state(session: Session, panel_ids: Collection[UUID]) -> dict[UUID, dict[ConflictState, int]]:
    """For each panel how many of its live appointments' conflicts are in which state."""
    counts: dict[UUID, dict[ConflictState, int]] = {panel_id: {} for panel_id in panel_ids}
    rows = session.execute(
        select(Appointment.panel_id, Conflict.state, func.count())
        .join(Appointment, Appointment.id == Conflict.appointment_id)
        .where(Appointment.panel_id.in_(panel_ids), Appointment.state.in_(LIVE))
        .group_by(Appointment.panel_id, Conflict.state)
    )
    for panel_id, state, count in rows:
        counts[panel_id][state] = count
    return counts


def list_undecided(session: Session, panel_id: UUID) -> list[Pair]:
    """Of people who may still judge."""
    rows = session.execute(
        _pairs()
        .where(Appointment.panel_id == panel_id, Appointment.state.in_(LIVE), Conflict.state == ConflictState.PROPOSED)
        .order_by(Appointment.no, Application.receipt_no, Conflict.id)
    )
    return [Pair(*row) for row in rows]


def list_challenges(session: Session, application_ids: Collection[UUID]) -> Sequence[Challenge]:
    """The newest first, with the application and its company."""
    return session.scalars(
        select(Challenge)
        .where(Challenge.application_id.in_(application_ids))
        .options(joinedload(Challenge.application).joinedload(Application.organisation))
        .order_by(Challenge.filed_at.desc(), Challenge.id)
    ).all()


def get_challenge_for_change(session: Session, panel_id: UUID, challenge_id: UUID) -> Challenge:
    """Locked; of an application before this panel.  Raises NotFound."""
    return or_not_found(
        session.scalar(
            select(Challenge)
            .join(PanelCase, PanelCase.application_id == Challenge.application_id)
            .where(PanelCase.panel_id == panel_id, Challenge.id == challenge_id)
            .with_for_update(of=[Challenge])
        )
    )


def list_of_ground_for_change(session: Session, appointment_id: UUID, ground: str) -> Sequence[Conflict]:
    """Locked, in key order."""
    return session.scalars(
        select(Conflict)
        .where(Conflict.appointment_id == appointment_id, Conflict.ground == ground)
        .order_by(Conflict.id)
        .with_for_update()
    ).all()


def get_challenge(session: Session, panel_id: UUID, challenge_id: UUID) -> Challenge:
    """With application and company.  Raises NotFound for one of an application that is not before this panel."""
    return or_not_found(
        session.scalar(
            select(Challenge)
            .join(PanelCase, PanelCase.application_id == Challenge.application_id)
            .where(PanelCase.panel_id == panel_id, Challenge.id == challenge_id)
            .options(joinedload(Challenge.application).joinedload(Application.organisation))
        )
    )


def list_to_decide(session: Session, secretary_id: UUID) -> list[tuple[Panel, int]]:
    """Panels of this secretary with undecided conflicts of people who may still judge, and how many."""
    counts = (
        select(Appointment.panel_id, func.count().label("count"))
        .join(Conflict, Conflict.appointment_id == Appointment.id)
        .where(Conflict.state == ConflictState.PROPOSED, Appointment.state.in_(LIVE))
        .group_by(Appointment.panel_id)
        .subquery()
    )
    rows = session.execute(
        select(Panel, counts.c["count"])
        .join(counts, counts.c.panel_id == Panel.id)
        .where(Panel.secretary_id == secretary_id)
        .order_by(Panel.meets_at, Panel.id)
    )
    return [(panel, count) for panel, count in rows]
