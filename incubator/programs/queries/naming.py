"""What programs and rounds are called, for pages that know only their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from incubator.core.books import MOST_FOUND, Book, Named
from incubator.organisations.models import Organisation
from incubator.programs.models import Participation, Program, Round
from incubator.programs.policy import works_on_calls


def _programs(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(select(Program.id, Program.name).where(Program.id.in_(ids)))
    return {program_id: Named(name, "/staff/programs") for program_id, name in rows}


def _find_programs(session: Session, words: str) -> Sequence[UUID]:
    named = or_(Program.name.contains(words, autoescape=True), Program.code == words.upper())
    return session.scalars(select(Program.id).where(named).order_by(Program.name).limit(MOST_FOUND)).all()


def _rounds(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(select(Round.id, Round.title).where(Round.id.in_(ids)))
    return {round_id: Named(title, f"/staff/rounds/{round_id}") for round_id, title in rows}


def _find_rounds(session: Session, words: str) -> Sequence[UUID]:
    statement = select(Round.id).where(Round.title.contains(words, autoescape=True))
    return session.scalars(statement.order_by(Round.id.desc()).limit(MOST_FOUND)).all()


def _participations(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(
        select(Participation.id, Round.id, Round.title, Organisation.display_name)
        .join(Round, Round.id == Participation.round_id)
        .join(Organisation, Organisation.id == Participation.organisation_id)
        .where(Participation.id.in_(ids))
    )
    return {
        participation_id: Named(f"{title} {company}", f"/staff/rounds/{round_id}")
        for participation_id, round_id, title, company in rows
    }


def _find_participations(session: Session, words: str) -> Sequence[UUID]:
    statement = select(Participation.id).join(Organisation, Organisation.id == Participation.organisation_id)
    named = Organisation.display_name.contains(words, autoescape=True)
    return session.scalars(statement.where(named).order_by(Participation.id.desc()).limit(MOST_FOUND)).all()


BOOKS = (
    Book("participation", _participations, _find_participations, works_on_calls),
    Book("program", _programs, _find_programs, works_on_calls),
    Book("round", _rounds, _find_rounds, works_on_calls),
)
