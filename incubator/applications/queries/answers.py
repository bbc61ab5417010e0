"""What the words of a search find: names, numbers and titles, and what was handed in."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Table, column, literal, or_, select, table
from sqlalchemy.orm import Session

from incubator.applications.models import AnswerIndex, Application, ApplicationVersion
from incubator.applications.models.answers import holds_all
from incubator.applications.rules.answers import grams_asked
from incubator.applications.workflow import ApplicationState
from incubator.organisations.rules import search_key

_applications, _index = (cast("Table", kind.__table__) for kind in (Application, AnswerIndex))
_grams = table("answer_grams", column("rowid"), column("answer_grams"))
ESCAPE = "\\"
UNREAD = (ApplicationState.DRAFT, ApplicationState.NOT_SUBMITTED)
"""What is being written is the applicant's own, also when it was handed in before and taken back."""


def named_like(words: str) -> ColumnElement[bool] | None:
    """Words anywhere in names, numbers and title; None when nothing of them is left to compare."""
    key = search_key(words)
    if not key:
        return None
    escaped = key.replace(ESCAPE, ESCAPE * 2).replace("%", f"{ESCAPE}%").replace("_", f"{ESCAPE}_")
    return _applications.c.search_text.like(f"%{escaped}%", escape=ESCAPE)


def ids_with_answer(words: str) -> Select[UUID] | None:
    """Applications whose answers hold these words; None when they are too short to look for."""
    grams = grams_asked(words)
    if not grams:
        return None
    sought = select(_applications.c.id).join(_index, _index.c.application_id == _applications.c.id)
    return sought.where(holds_all(literal(grams)), _applications.c.state.not_in(UNREAD))


def ids_by_answer(session: Session, words: str) -> Select[UUID] | None:
    """The same applications, sought from the index instead of asked one by one."""
    grams = literal(grams_asked(words))
    if not grams.value:
        return None
    sought = select(_applications.c.id).join(_index, _index.c.application_id == _applications.c.id)
    if session.get_bind().dialect.name == "sqlite":
        # Told to join, SQLite begins with its index of words; asked whether a number is in it, it begins elsewhere.
        sought = sought.join(_grams, _grams.c.rowid == _index.c.number).where(_grams.c.answer_grams.op("MATCH")(grams))
    else:
        sought = sought.where(holds_all(grams))
    return sought.where(_applications.c.state.not_in(UNREAD))


def find_answer_index(session: Session, application_id: UUID) -> AnswerIndex | None:
    return session.scalar(select(AnswerIndex).where(AnswerIndex.application_id == application_id))


def list_without_index(session: Session, *, most: int) -> list[UUID]:
    """Applications whose version handed in last cannot be found by its answers yet."""
    return list(
        session.scalars(
            select(Application.id)
            .outerjoin(AnswerIndex, AnswerIndex.application_id == Application.id)
            .where(
                Application.id.in_(select(ApplicationVersion.application_id)),
                or_(AnswerIndex.number.is_(None), AnswerIndex.version_no != Application.version_no),
            )
            .order_by(Application.id)
            .limit(most)
        )
    )
