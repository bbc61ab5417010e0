"""The pool of reviewers: the list of staff, and what a draw asks of each person."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, String, cast, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from incubator.accounts.models import RoleGrant, User
from incubator.accounts.queries.people import in_force
from incubator.accounts.roles import STAFF_ROLES, Role
from incubator.accounts.rules import email_key
from incubator.accounts.workflow import UserState
from incubator.core.dates import in_kst, kst
from incubator.core.errors import or_not_found
from incubator.db.pages import Page, paginate
from incubator.parameters.queries import value
from incubator.programs.rules.kinds import ProgramField
from incubator.reviews.models import Appointment, Panel, PoolMember
from incubator.reviews.rules.pool import Standing
from incubator.reviews.workflow import AppointmentState, PoolState

CAP = "reviews.yearly_cap"
SERVED = (AppointmentState.ACCEPTED, AppointmentState.SWORN, AppointmentState.FINISHED)


@dataclass(frozen=True)
class PoolFilter:
    """What to look for; empty leaves a criterion out.  `words`: a part of the name or employer, or the whole address."""

    words: str = ""
    field: ProgramField | None = None
    state: PoolState | None = None
    refusals: int = 0


def _wanted(wanted: PoolFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.words:
        conditions.append(
            or_(
                User.name.contains(wanted.words, autoescape=True),
                PoolMember.employer.contains(wanted.words, autoescape=True),
                User.email_key == email_key(wanted.words),
            )
        )
    if wanted.field:
        conditions.append(cast(PoolMember.fields, String).contains(f'"{wanted.field.value}"'))
    if wanted.refusals:
        conditions.append(PoolMember.refusals >= wanted.refusals)
    state = PoolMember.state == wanted.state if wanted.state else PoolMember.state != PoolState.REMOVED
    return [*conditions, state]


def list_pool(session: Session, wanted: PoolFilter, *, number: int) -> Page[PoolMember]:
    """With the person, by name; those removed only when asked for."""
    statement = (
        select(PoolMember)
        .join(PoolMember.user)
        .options(contains_eager(PoolMember.user))
        .where(*_wanted(wanted))
        .order_by(User.name, User.id)
    )
    return paginate(session, statement, number=number)


def get_member(session: Session, pool_member_id: UUID) -> PoolMember:
    """With the person.  Raises NotFound."""
    return or_not_found(
        session.scalar(select(PoolMember).where(PoolMember.id == pool_member_id).options(joinedload(PoolMember.user)))
    )


def get_member_for_change(session: Session, pool_member_id: UUID) -> PoolMember:
    """Locked.  Raises NotFound."""
    return or_not_found(session.get(PoolMember, pool_member_id, with_for_update=True))


def find_by_user(session: Session, user_id: UUID) -> PoolMember | None:
    return session.scalar(select(PoolMember).where(PoolMember.user_id == user_id))


def find_by_user_for_change(session: Session, user_id: UUID) -> PoolMember | None:
    """Locked."""
    return session.scalar(select(PoolMember).where(PoolMember.user_id == user_id).with_for_update())


def list_by_users(session: Session, user_ids: Collection[UUID]) -> Sequence[PoolMember]:
    return session.scalars(
        select(PoolMember).where(PoolMember.user_id.in_(user_ids)).options(joinedload(PoolMember.user))
    ).all()


def list_all(session: Session) -> Sequence[PoolMember]:
    """Everybody who was not removed, with the person, in key order."""
    return session.scalars(
        select(PoolMember)
        .where(PoolMember.state != PoolState.REMOVED)
        .options(joinedload(PoolMember.user))
        .order_by(PoolMember.id)
    ).all()


def count_served(session: Session, user_ids: Collection[UUID], at: datetime) -> dict[UUID, int]:
    """Panels each person sits on in the Korean year of `at`, accepted or later."""
    year = in_kst(at).year
    rows = session.execute(
        select(Appointment.user_id, func.count())
        .join(Panel, Panel.id == Appointment.panel_id)
        .where(
            Appointment.user_id.in_(user_ids),
            Appointment.state.in_(SERVED),
            Panel.meets_at >= kst(year, 1, 1),
            Panel.meets_at < kst(year + 1, 1, 1),
        )
        .group_by(Appointment.user_id)
    )
    return dict(rows.all())


def standings(
    session: Session, panel: Panel, people: Sequence[PoolMember], conflicted: Collection[UUID], now: datetime
) -> dict[UUID, Standing]:
    """What the draw for this panel asks of each person, by the id of the person; a fixed number of statements."""
    ids = [person.user_id for person in people]
    served = count_served(session, ids, panel.meets_at)
    on_panel = set(session.scalars(select(Appointment.user_id).where(Appointment.panel_id == panel.id)))
    grants = session.execute(
        select(RoleGrant.user_id, RoleGrant.role).where(RoleGrant.user_id.in_(ids), *in_force(now))
    ).all()
    staff = {user_id for user_id, role in grants if role in STAFF_ROLES}
    reviewers = {user_id for user_id, role in grants if role is Role.REVIEWER}
    cap = value(session, CAP, on=in_kst(panel.meets_at).date())
    return {
        person.user_id: Standing(
            is_active=person.state is PoolState.ACTIVE,
            has_role=person.user_id in reviewers and person.user.state is UserState.ACTIVE,
            is_staff=person.user_id in staff,
            on_panel=person.user_id in on_panel,
            fields=tuple(person.fields),
            away=tuple(person.away),
            served=served.get(person.user_id, 0),
            cap=person.yearly_cap or cap,
            is_conflicted=person.user_id in conflicted,
        )
        for person in people
    }
