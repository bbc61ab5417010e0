"""The daily mail: one for each person with notices that wait for it."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby
from uuid import UUID

from incubator.accounts.models import User
from incubator.core.ids import new_id
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.notifications import queries
from incubator.notifications.models import Delivery, Notice
from incubator.notifications.rules import last_digest_moment
from incubator.ports import letters, mailbox


def send_digests(*, now: datetime, hour: int) -> int:
    """Queue the mails of the latest digest moment; returns how many.

    Which notices wait is in the notices themselves, so a second run finds none and a run after days of standstill
    finds all.
    """
    moment = last_digest_moment(now, hour)
    session = session_now()
    waiting = bool(queries.list_awaiting_digest(session, moment, most_people=1))
    session.rollback()
    if not waiting:
        return 0
    with unit_of_work(bookkeeping=True) as work:
        notices = queries.list_awaiting_digest(work.session, moment)
        people = {user.id: user for user in queries.list_reachable(work.session, {row.user_id for row in notices})}
        count = 0
        for user_id, group in groupby(notices, key=lambda row: row.user_id):
            rows = list(group)
            for row in rows:
                row.awaits_digest = False
            if user_id in people:
                _queue(work, people[user_id], rows, now)
                count += 1
        return count


def _queue(work: Work, person: User, rows: list[Notice], now: datetime) -> None:
    items = [{"title": row.title, "link": row.link, "at": row.created_at} for row in rows]
    context = {"items": items, "link": "/inbox"}
    letter = letters.write("notifications/digest", locale=person.locale, context=context)
    delivery_id: UUID = new_id()
    work.session.add(
        Delivery(
            id=delivery_id,
            user_id=person.id,
            recipient=person.email,
            locale=person.locale,
            subject=letter.subject,
            text=letter.text,
            html=letter.html,
            message_id=mailbox.message_id_for(delivery_id),
            created_at=now,
            due_at=now,
        )
    )
