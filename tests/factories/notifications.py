"""Notices and mails, as `notify` and `post_letter` make them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from incubator.accounts.models import User
from incubator.db.session import session_now
from incubator.notifications.models import Delivery, Notice
from incubator.notifications.rules import NoticeKind
from incubator.notifications.usecases.notify import notify
from incubator.web import clock


def a_notice(
    user: User | UUID, *, kind: NoticeKind = NoticeKind.ACCOUNT, now: datetime | None = None, **more: Any
) -> Notice:
    """The newest notice of the person after telling him of a changed password."""
    now = now or clock.now()
    user_id = user if isinstance(user, UUID) else user.id
    values = {"template": "accounts/password_changed", "context": {"at": now}, "link": "/account"} | more
    notify(recipients=[user_id], kind=kind, now=now, **values)
    found = session_now().scalar(select(Notice).where(Notice.user_id == user_id).order_by(Notice.id.desc()).limit(1))
    assert found is not None
    return found


def deliveries() -> list[Delivery]:
    """All mails, oldest first."""
    return list(session_now().scalars(select(Delivery).order_by(Delivery.id)))
