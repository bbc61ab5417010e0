"""Mark notices of the inbox as read."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import update

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.notifications import queries
from incubator.notifications.models import Notice


def mark_read(*, actor: Actor, notice_id: UUID, now: datetime) -> str:
    """Mark one as read and return where it leads.  Raises NotFound, also for another person's."""
    with unit_of_work(bookkeeping=True) as work:
        notice = queries.get_own_notice(work.session, actor, notice_id)
        if notice.read_at is None:
            notice.read_at = now
        return notice.link


def mark_all_read(*, actor: Actor, now: datetime) -> None:
    with unit_of_work(bookkeeping=True) as work:
        work.session.execute(
            update(Notice).where(Notice.user_id == actor.user_id, Notice.read_at.is_(None)).values(read_at=now)
        )
