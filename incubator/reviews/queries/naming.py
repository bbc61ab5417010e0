"""What people and panels of the evaluation are called, for pages that know only their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.accounts.models import User
from incubator.core.books import MOST_FOUND, Book, Named
from incubator.core.text import text
from incubator.programs.models import Round
from incubator.programs.policy import works_on_calls
from incubator.reviews.models import Appointment, Challenge, Conflict, Panel, PoolMember
from incubator.reviews.policy.pool import may_read_pool


def _members(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(
        select(PoolMember.id, User.name).join(User, User.id == PoolMember.user_id).where(PoolMember.id.in_(ids))
    )
    return {key: Named(name, f"/staff/reviewers/{key}") for key, name in rows}


def _find_members(session: Session, words: str) -> Sequence[UUID]:
    return session.scalars(
        select(PoolMember.id)
        .join(User, User.id == PoolMember.user_id)
        .where(User.name.contains(words, autoescape=True))
        .order_by(PoolMember.id)
        .limit(MOST_FOUND)
    ).all()


def _panels(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(
        select(Panel.id, Panel.label, Round.title).join(Round, Round.id == Panel.round_id).where(Panel.id.in_(ids))
    )
    return {key: Named(f"{title} {label}", f"/staff/panels/{key}") for key, label, title in rows}


def _find_panels(session: Session, words: str) -> Sequence[UUID]:
    return session.scalars(
        select(Panel.id).where(Panel.label.contains(words, autoescape=True)).order_by(Panel.id).limit(MOST_FOUND)
    ).all()


def _appointments(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(
        select(Appointment.id, Appointment.panel_id, Appointment.no, Panel.label)
        .join(Panel, Panel.id == Appointment.panel_id)
        .where(Appointment.id.in_(ids))
    )
    return {
        key: Named(text("%(panel)s 위원 %(no)d", panel=label, no=no), f"/staff/panels/{panel_id}/people/{key}")
        for key, panel_id, no, label in rows
    }


def _conflicts(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(
        select(Conflict.id, Appointment.panel_id, Appointment.no, Panel.label)
        .join(Appointment, Appointment.id == Conflict.appointment_id)
        .join(Panel, Panel.id == Appointment.panel_id)
        .where(Conflict.id.in_(ids))
    )
    return {
        key: Named(text("%(panel)s 위원 %(no)d", panel=label, no=no), f"/staff/panels/{panel_id}/conflicts/{key}")
        for key, panel_id, no, label in rows
    }


def _challenges(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(select(Challenge.id, Challenge.application_id).where(Challenge.id.in_(ids)))
    return {key: Named(text("기피 신청"), f"/staff/applications/{application_id}") for key, application_id in rows}


def _nothing(_session: Any, _words: str) -> Sequence[UUID]:
    """They have no name of their own."""
    return ()


BOOKS = (
    Book("pool_member", _members, _find_members, may_read_pool),
    Book("panel", _panels, _find_panels, works_on_calls),
    Book("appointment", _appointments, _nothing, works_on_calls),
    Book("conflict", _conflicts, _nothing, works_on_calls),
    Book("challenge", _challenges, _nothing, works_on_calls),
)
