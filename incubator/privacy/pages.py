"""What the access log shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import find_user_by_email, list_users
from incubator.core.text import Text, text
from incubator.db.pages import Page
from incubator.privacy import policy, queries
from incubator.privacy.models import AccessEntry
from incubator.privacy.queries import AccessFilter

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class AccessRow:
    entry: AccessEntry
    actor_name: Text | str


@dataclass(frozen=True)
class AccessPage:
    rows: tuple[AccessRow, ...]
    page: Page[Any]


def access_page(session: Session, actor: Actor, wanted: AccessFilter, *, email: str, number: int) -> AccessPage:
    """Entries with the names of who looked.  Raises Forbidden."""
    policy.may_read_access_log(actor).enforce()
    if email.strip():
        user = find_user_by_email(session, email)
        wanted = replace(wanted, actor_id=user.id if user else NOBODY)
    page = queries.list_visible(session, actor, wanted, number=number)
    names = {user.id: user.name for user in list_users(session, [entry.actor_id for entry in page.items])}
    rows = (AccessRow(entry, names.get(entry.actor_id, text("시스템"))) for entry in page.items)
    return AccessPage(tuple(rows), page)
