"""Reading the trail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.audit import policy
from incubator.audit.models import AuditEntry, AuditSeal
from incubator.audit.rules import GENESIS, Link, entry_hash
from incubator.core.dates import end_of_day, start_of_day
from incubator.db.pages import Page, paginate

BATCH = 1000
COLUMNS = tuple(AuditEntry.__table__.columns)


@dataclass(frozen=True)
class TrailSearch:
    """What a person asked for: ids from a link, words from the form.  Empty leaves a criterion out."""

    subject_id: UUID | None = None
    actor_id: UUID | None = None
    who: str = ""
    about: str = ""
    what: str = ""
    event_name: str | None = None
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class TrailFilter:
    """What to look for; None leaves a criterion out.  Days are Korean days, both included."""

    subjects: tuple[UUID, ...] | None = None
    actors: tuple[UUID, ...] | None = None
    subject_kind: str | None = None
    event_name: str | None = None
    first_on: date | None = None
    last_on: date | None = None
    without: tuple[str, ...] = ()


def list_visible(session: Session, actor: Actor, wanted: TrailFilter, *, number: int = 1) -> Page[AuditEntry]:
    """Newest first.  Raises Forbidden."""
    policy.may_read_trail(actor).enforce()
    statement = _filtered(wanted).order_by(AuditEntry.id.desc())
    return paginate(session, statement, number=number)


def _filtered(wanted: TrailFilter) -> Select[AuditEntry]:
    statement = select(AuditEntry)
    if wanted.subjects is not None:
        statement = statement.where(AuditEntry.subject_id.in_(wanted.subjects))
    if wanted.actors is not None:
        statement = statement.where(AuditEntry.actor_id.in_(wanted.actors))
    if wanted.subject_kind:
        statement = statement.where(AuditEntry.subject_kind == wanted.subject_kind)
    if wanted.event_name:
        statement = statement.where(AuditEntry.event_name == wanted.event_name)
    if wanted.first_on:
        statement = statement.where(AuditEntry.at >= start_of_day(wanted.first_on))
    if wanted.last_on:
        statement = statement.where(AuditEntry.at < end_of_day(wanted.last_on))
    return statement.where(AuditEntry.event_name.not_in(wanted.without)) if wanted.without else statement


def list_about(session: Session, subject_kind: str, subject_id: UUID) -> Sequence[AuditEntry]:
    """Everything that happened to one subject, oldest first; the caller has asked its own policy."""
    return session.scalars(
        select(AuditEntry)
        .where(AuditEntry.subject_kind == subject_kind, AuditEntry.subject_id == subject_id)
        .order_by(AuditEntry.id)
    ).all()


def list_told(
    session: Session, wanted: Sequence[tuple[str, str]], subjects: Sequence[UUID], *, number: int
) -> Page[AuditEntry]:
    """Entries of these (subject kind, fact) about these subjects, newest first; the caller has asked its own policy."""
    kinds: dict[str, list[str]] = {}
    for kind, name in wanted:
        kinds.setdefault(kind, []).append(name)
    each = (and_(AuditEntry.subject_kind == kind, AuditEntry.event_name.in_(names)) for kind, names in kinds.items())
    statement = select(AuditEntry).where(AuditEntry.subject_id.in_(subjects), or_(*each))
    return paginate(session, statement.order_by(AuditEntry.id.desc()), number=number)


def head(session: Session) -> tuple[int, str]:
    """Number and hash of the last seal."""
    found = session.execute(
        select(AuditSeal.seal_no, AuditSeal.chain_hash).order_by(AuditSeal.seal_no.desc()).limit(1)
    ).one_or_none()
    return (found[0], found[1]) if found else (0, GENESIS)


def list_unsealed(session: Session, *, most: int) -> list[tuple[UUID, str]]:
    """Ids and hashes of entries without a seal, in the order of writing."""
    rows = session.execute(
        select(*COLUMNS)
        .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
        .where(AuditSeal.seal_no.is_(None))
        .order_by(AuditEntry.id)
        .limit(most)
    ).mappings()
    return [(row["id"], entry_hash(dict(row))) for row in rows]


def count_unsealed(session: Session) -> int:
    sealed = select(AuditSeal.entry_id)
    return session.scalar(select(func.count()).select_from(AuditEntry).where(AuditEntry.id.not_in(sealed))) or 0


def first_unsealed(session: Session) -> UUID | None:
    return session.scalar(
        select(AuditEntry.id)
        .outerjoin(AuditSeal, AuditSeal.entry_id == AuditEntry.id)
        .where(AuditSeal.seal_no.is_(None))
        .order_by(AuditEntry.id)
        .limit(1)
    )


def links(session: Session) -> Iterator[Link]:
    """The whole chain in order, read in batches."""
    after = 0
    while True:
        rows: Sequence[Any] = session.execute(
            select(AuditSeal.seal_no, AuditSeal.entry_id, AuditSeal.entry_hash, AuditSeal.chain_hash, *COLUMNS)
            .outerjoin(AuditEntry, AuditEntry.id == AuditSeal.entry_id)
            .where(AuditSeal.seal_no > after)
            .order_by(AuditSeal.seal_no)
            .limit(BATCH)
        ).all()
        if not rows:
            return
        for row in rows:
            columns = dict(zip((column.name for column in COLUMNS), row[4:], strict=True))
            found = entry_hash(columns) if columns["id"] is not None else None
            yield Link(row[0], row[1], row[2], row[3], found)
        after = rows[-1][0]
