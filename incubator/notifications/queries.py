"""Reading notices, preferences and mails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Table, and_, bindparam, func, or_, select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.models import User, UserState
from incubator.core.errors import NotFound, or_not_found
from incubator.db.pages import Page, paginate
from incubator.notifications.models import Delivery, Notice, Preference
from incubator.notifications.rules import DeliveryState, Mode, NoticeKind


def list_inbox(session: Session, actor: Actor, *, unread_only: bool = False, number: int = 1) -> Page[Notice]:
    """The actor's own notices, newest first."""
    statement = select(Notice).where(Notice.user_id == actor.user_id).order_by(Notice.id.desc())
    if unread_only:
        statement = statement.where(Notice.read_at.is_(None))
    return paginate(session, statement, number=number)


_notices = cast("Table", Notice.__table__)
_UNREAD = (
    select(func.count())
    .select_from(_notices)
    .where(_notices.c.user_id == bindparam("user"), _notices.c.read_at.is_(None))
)
"""Asked for every page, therefore put together once, of the table alone."""


def count_unread(session: Session, user_id: UUID) -> int:
    return session.scalar(_UNREAD, {"user": user_id}) or 0


def get_own_notice(session: Session, actor: Actor, notice_id: UUID) -> Notice:
    """Raises NotFound, also for another person's."""
    notice = session.get(Notice, notice_id)
    if notice is None or notice.user_id != actor.user_id:
        raise NotFound
    return notice


def list_preferences(session: Session, user_ids: Iterable[UUID]) -> dict[tuple[UUID, NoticeKind], Mode]:
    """What these people have chosen; kinds they left alone are not in it."""
    rows = session.scalars(select(Preference).where(Preference.user_id.in_(list(user_ids))))
    return {(row.user_id, row.kind): row.mode for row in rows}


def find_preference(session: Session, user_id: UUID, kind: NoticeKind) -> Preference | None:
    return session.scalar(select(Preference).where(Preference.user_id == user_id, Preference.kind == kind))


def list_reachable(session: Session, user_ids: Iterable[UUID]) -> Sequence[User]:
    """Those of them whose accounts are not closed."""
    ids = list(dict.fromkeys(user_ids))
    if not ids:
        return []
    return session.scalars(select(User).where(User.id.in_(ids), User.state != UserState.CLOSED).order_by(User.id)).all()


def list_noticed(session: Session, user_ids: Iterable[UUID], key: str) -> set[UUID]:
    """Who of them has the notice with this key already."""
    return set(session.scalars(select(Notice.user_id).where(Notice.user_id.in_(list(user_ids)), Notice.key == key)))


def has_delivery(session: Session, key: str) -> bool:
    return session.scalar(select(Delivery.id).where(Delivery.key == key)) is not None


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(
        Delivery.state.in_((DeliveryState.QUEUED, DeliveryState.FAILED)),
        Delivery.due_at <= now,
        or_(Delivery.lease_until.is_(None), Delivery.lease_until <= now),
    )


def any_due(session: Session, now: datetime) -> bool:
    return session.scalar(select(Delivery.id).where(_is_due(now)).limit(1)) is not None


def find_due_for_change(session: Session, now: datetime) -> Delivery | None:
    """The one that waits longest and that nobody else holds, locked."""
    return session.scalar(
        select(Delivery)
        .where(_is_due(now))
        .order_by(Delivery.due_at, Delivery.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def get_delivery_for_change(session: Session, delivery_id: UUID) -> Delivery:
    """Raises NotFound."""
    return or_not_found(session.get(Delivery, delivery_id, with_for_update=True))


def list_awaiting_digest(session: Session, before: datetime, *, most_people: int = 100) -> Sequence[Notice]:
    """Notices of up to so many people that the daily mail of this moment tells, by person and age."""
    people = (
        select(Notice.user_id)
        .where(Notice.awaits_digest.is_(True), Notice.created_at <= before)
        .distinct()
        .limit(most_people)
    )
    return session.scalars(
        select(Notice)
        .where(
            Notice.awaits_digest.is_(True), Notice.created_at <= before, Notice.user_id.in_(people.subquery().select())
        )
        .order_by(Notice.user_id, Notice.id)
    ).all()


def list_mails_about(
    session: Session,
    about_ids: Iterable[UUID],
    states: Iterable[DeliveryState],
    *,
    number: int = 1,
    newest: bool = False,
) -> Page[tuple[Delivery, str]]:
    """Mails about these things with the reader's name; soonest to leave first, or newest first."""
    order = (Delivery.id.desc(),) if newest else (Delivery.due_at, Delivery.id)
    statement: Any = (
        select(Delivery, User.name)
        .outerjoin(User, User.id == Delivery.user_id)
        .where(Delivery.about_id.in_(list(about_ids)), Delivery.state.in_(list(states)))
        .order_by(*order)
    )
    return paginate(session, statement, number=number, scalars=False)


def get_delivery(session: Session, delivery_id: UUID) -> Delivery:
    """Raises NotFound."""
    return or_not_found(session.get(Delivery, delivery_id))
