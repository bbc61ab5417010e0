"""A reviewer's own appointments, and those the clock has to end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from incubator.accounts.actor import Actor
from incubator.core.errors import NotFound, or_not_found
from incubator.programs.models import Round
from incubator.reviews.models import Appointment, Declaration, Panel, PanelCase
from incubator.reviews.queries.conflicts import unhindered
from incubator.reviews.workflow import AppointmentState, PanelState

UNTOLD = (AppointmentState.DRAWN,)
"""Who is drawn and not asked knows nothing of it."""
OVER = (AppointmentState.FINISHED, AppointmentState.DECLINED, AppointmentState.NO_REPLY, AppointmentState.DISMISSED)


def list_own(session: Session, actor: Actor) -> list[tuple[Appointment, Round]]:
    """What the person was asked for, with panel and round, the next meeting first."""
    rows = session.execute(
        select(Appointment, Round)
        .join(Appointment.panel)
        .join(Round, Round.id == Panel.round_id)
        .where(Appointment.user_id == actor.user_id, Appointment.invited_at.is_not(None))
        .options(contains_eager(Appointment.panel).joinedload(Panel.stage), joinedload(Appointment.user))
        .order_by(Panel.meets_at.desc(), Appointment.id)
    )
    return [(appointment, round_) for appointment, round_ in rows]


def _own(actor: Actor, appointment: Appointment | None) -> Appointment:
    """One's own, and only once one was asked."""
    if appointment is None or appointment.user_id != actor.user_id or appointment.invited_at is None:
        raise NotFound
    return appointment


def get_own(session: Session, actor: Actor, appointment_id: UUID) -> tuple[Appointment, Round]:
    """With panel, stage and round.  Raises NotFound for everybody but the person."""
    found = session.scalar(
        select(Appointment)
        .where(Appointment.id == appointment_id)
        .options(joinedload(Appointment.panel).joinedload(Panel.stage), joinedload(Appointment.user))
    )
    appointment = _own(actor, found)
    return appointment, or_not_found(session.get(Round, appointment.panel.round_id))


def get_own_for_change(session: Session, actor: Actor, appointment_id: UUID) -> Appointment:
    """As `get_own`, locked.  Raises NotFound."""
    return _own(actor, find_for_change(session, appointment_id))


def find_for_change(session: Session, appointment_id: UUID) -> Appointment | None:
    """Locked, with its panel; nobody's rights are asked."""
    return session.scalar(
        select(Appointment)
        .join(Appointment.panel)
        .where(Appointment.id == appointment_id)
        .options(contains_eager(Appointment.panel))
        .with_for_update(of=[Appointment])
    )


def get_on_panel_for_change(session: Session, panel_id: UUID, appointment_id: UUID) -> Appointment:
    """Locked.  Raises NotFound for an appointment of another panel."""
    found = find_for_change(session, appointment_id)
    if found is None or found.panel_id != panel_id:
        raise NotFound
    return found


def get_on_panel(session: Session, panel_id: UUID, appointment_id: UUID) -> Appointment:
    """With the person.  Raises NotFound."""
    return or_not_found(
        session.scalar(
            select(Appointment)
            .where(Appointment.panel_id == panel_id, Appointment.id == appointment_id)
            .options(joinedload(Appointment.user), joinedload(Appointment.panel))
        )
    )


def list_in_state_for_change(session: Session, panel_id: UUID, *states: AppointmentState) -> Sequence[Appointment]:
    """Locked, in key order."""
    return session.scalars(
        select(Appointment)
        .where(Appointment.panel_id == panel_id, Appointment.state.in_(states))
        .order_by(Appointment.id)
        .with_for_update()
    ).all()


def list_declarable(session: Session, appointment_id: UUID, panel_id: UUID) -> list[UUID]:
    """Applications of the panel that may be shown to this person by name."""
    return list(
        session.scalars(
            select(PanelCase.application_id)
            .where(PanelCase.panel_id == panel_id, unhindered(appointment_id, PanelCase.application_id))
            .order_by(PanelCase.application_id)
        )
    )


def list_declarations(session: Session, appointment_id: UUID) -> dict[UUID, Declaration]:
    rows = session.scalars(select(Declaration).where(Declaration.appointment_id == appointment_id))
    return {row.application_id: row for row in rows}


def list_undeclared(session: Session, appointment_ids: Sequence[UUID]) -> set[UUID]:
    """Of these appointments, those whose person has not said of every application he may be shown how he stands."""
    declared = exists().where(
        Declaration.appointment_id == Appointment.id, Declaration.application_id == PanelCase.application_id
    )
    rows = session.scalars(
        select(Appointment.id)
        .join(PanelCase, PanelCase.panel_id == Appointment.panel_id)
        .where(Appointment.id.in_(appointment_ids), ~declared, unhindered(Appointment.id, PanelCase.application_id))
        .distinct()
    )
    return set(rows)


def list_overdue(session: Session, now: datetime) -> list[UUID]:
    """Invitations whose time to reply is over."""
    return list(
        session.scalars(
            select(Appointment.id)
            .where(Appointment.state == AppointmentState.INVITED, Appointment.reply_due_at <= now)
            .order_by(Appointment.id)
        )
    )


def list_over(session: Session, now: datetime) -> list[UUID]:
    """Sworn people whose panel is confirmed or whose access has ended."""
    return list(
        session.scalars(
            select(Appointment.id)
            .join(Panel, Panel.id == Appointment.panel_id)
            .where(
                Appointment.state == AppointmentState.SWORN,
                or_(Panel.access_ends_at <= now, Panel.state == PanelState.CONFIRMED),
            )
            .order_by(Appointment.id)
        )
    )


def list_of_user(session: Session, user_id: UUID) -> Sequence[Appointment]:
    """For staff: every panel the person was drawn for, the newest first."""
    return session.scalars(
        select(Appointment)
        .join(Appointment.panel)
        .where(Appointment.user_id == user_id)
        .options(contains_eager(Appointment.panel))
        .order_by(Panel.meets_at.desc(), Appointment.id)
    ).all()
