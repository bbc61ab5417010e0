"""What the trail shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_users
from incubator.accounts.roles import STAFF_ROLES
from incubator.audit import policy, queries
from incubator.audit.models import AuditEntry
from incubator.audit.pages.words import SUBJECTS
from incubator.audit.queries import TrailFilter, TrailSearch
from incubator.core.books import Book, Named
from incubator.core.masking import mask_name
from incubator.core.text import Text, text
from incubator.db.pages import Page

CLOCK = text("시스템")
GONE = text("이름 없는 방문자")
QUIET = ("personal_data.accessed",)
"""Kinds the trail leaves out unless they are asked for: the access log shows them better."""


@dataclass(frozen=True)
class TrailRow:
    entry_id: UUID
    at: datetime
    event_name: str
    actor_name: Text | str
    actor_id: UUID | None
    address: str
    subject: Text
    subject_id: UUID
    named: Named | None
    reason: str
    payload: dict[str, Any]
    changes: tuple[tuple[str, Any, Any], ...]


@dataclass(frozen=True)
class Chosen:
    """A criterion that came with a link, shown in words, and the name of the parameter that carries it."""

    parameter: str
    words: Text


@dataclass(frozen=True)
class TrailPage:
    rows: tuple[TrailRow, ...]
    page: Page[Any]
    wanted: TrailFilter
    chosen: tuple[Chosen, ...]


def trail_page(
    session: Session, actor: Actor, search: TrailSearch, books: Mapping[str, Book], *, number: int
) -> TrailPage:
    """Two statements for the list, one for the names of people, one for each kind of thing on the page."""
    policy.may_read_trail(actor).enforce()
    wanted = _filter(session, search, books)
    page = queries.list_visible(session, actor, wanted, number=number)
    people = list_users(session, [entry.actor_id for entry in page.items if entry.actor_id])
    names = {user.id: user.name for user in people}
    things = names_of(session, books, ((entry.subject_kind, entry.subject_id) for entry in page.items))
    rows = tuple(_row(entry, names, things) for entry in page.items)
    return TrailPage(rows, page, wanted, _chosen(session, search, books))


def names_of(session: Session, books: Mapping[str, Book], things: Iterable[tuple[str, UUID]]) -> dict[UUID, Named]:
    """What these are called: one statement for each kind there is a book of."""
    ids: dict[str, set[UUID]] = {}
    for kind, thing_id in things:
        ids.setdefault(kind, set()).add(thing_id)
    found: dict[UUID, Named] = {}
    for kind, wanted in ids.items():
        if kind in books:
            found |= books[kind].names(session, sorted(wanted))
    return found


def _filter(session: Session, search: TrailSearch, books: Mapping[str, Book]) -> TrailFilter:
    """Words become ids; words that mean nothing find nothing rather than everything."""
    actors: tuple[UUID, ...] | None = None if search.actor_id is None else (search.actor_id,)
    if search.who:
        actors = tuple(books["user"].find(session, search.who))
    subjects: tuple[UUID, ...] | None = None if search.subject_id is None else (search.subject_id,)
    if search.what:
        asked = [books[search.about]] if search.about in books else list(books.values())
        subjects = tuple(one for book in asked for one in book.find(session, search.what))
    is_narrow = search.event_name is not None or subjects is not None or search.about == "access_entry"
    return TrailFilter(
        subjects=subjects,
        actors=actors,
        subject_kind=search.about or None,
        event_name=search.event_name,
        first_on=search.first_on,
        last_on=search.last_on,
        without=() if is_narrow else QUIET,
    )


def _chosen(session: Session, search: TrailSearch, books: Mapping[str, Book]) -> tuple[Chosen, ...]:
    """The criteria of a link, by name, so that they can be seen and taken away."""
    chosen = []
    if search.subject_id is not None:
        everywhere = ((kind, search.subject_id) for kind in books)
        named = names_of(session, books, everywhere).get(search.subject_id)
        chosen.append(Chosen("subject", text("대상: %(name)s", name=named.name if named else search.subject_id)))
    if search.actor_id is not None:
        who = books["user"].names(session, [search.actor_id]).get(search.actor_id)
        chosen.append(Chosen("actor", text("한 사람: %(name)s", name=who.name if who else search.actor_id)))
    return tuple(chosen)


def _row(entry: AuditEntry, names: dict[UUID, str], things: Mapping[UUID, Named]) -> TrailRow:
    return TrailRow(
        entry.id,
        entry.at,
        entry.event_name,
        _name(entry, names),
        entry.actor_id,
        entry.address,
        SUBJECTS[entry.subject_kind],
        entry.subject_id,
        things.get(entry.subject_id),
        entry.reason,
        entry.payload,
        tuple((column, *both) for column, both in entry.changes.items()),
    )


def _name(entry: AuditEntry, names: dict[UUID, str]) -> Text | str:
    """People of the centre by name, everybody else masked: the trail is about acts."""
    if entry.actor_id is None:
        return CLOCK if entry.acting_as == "clock" else GONE
    name = names.get(entry.actor_id, "?")
    return name if entry.acting_as in {role.value for role in STAFF_ROLES} else mask_name(name)
