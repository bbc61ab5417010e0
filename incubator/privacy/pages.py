"""What the access log shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import find_user_by_email, list_users
from incubator.core.books import Book, Named
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
    subjects: tuple[Named, ...]


@dataclass(frozen=True)
class AccessPage:
    rows: tuple[AccessRow, ...]
    page: Page[Any]


def access_page(
    session: Session, actor: Actor, wanted: AccessFilter, books: Mapping[str, Book], *, email: str, number: int
) -> AccessPage:
    """Entries with the names of who looked.  Raises Forbidden."""
    policy.may_read_access_log(actor).enforce()
    if email.strip():
        user = find_user_by_email(session, email)
        wanted = replace(wanted, actor_id=user.id if user else NOBODY)
    page = queries.list_visible(session, actor, wanted, number=number)
    names = {user.id: user.name for user in list_users(session, [entry.actor_id for entry in page.items])}
    things = _things(session, page.items, books)
    rows = (
        AccessRow(entry, names.get(entry.actor_id, text("시스템")), tuple(things[one] for one in entry.subject_ids))
        for entry in page.items
    )
    return AccessPage(tuple(rows), page)


def _things(session: Session, entries: Sequence[AccessEntry], books: Mapping[str, Book]) -> dict[str, Named]:
    """Whose data it was, by name; one statement for each kind.  Who is gone stands with the number."""
    found: dict[str, Named] = {one: Named(one) for entry in entries for one in entry.subject_ids}
    for kind in {entry.subject_kind for entry in entries} & books.keys():
        ids = {UUID(one) for entry in entries if entry.subject_kind == kind for one in entry.subject_ids}
        found |= {str(one): named for one, named in books[kind].names(session, sorted(ids)).items()}
    return found
