"""Lists of calls: for everybody, for feeds, and for the staff of a program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Integer,
    Row,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Session, contains_eager, joinedload

from incubator.accounts.actor import Actor
from incubator.accounts.models import Branch
from incubator.db.base import UtcDateTime
from incubator.db.pages import Page, paginate
from incubator.programs.models import Program, Round
from incubator.programs.policy import READING_ROLES
from incubator.programs.rules.kinds import Phase, ProgramField, ProgramKind
from incubator.programs.workflow import RoundState

CALLS_A_PAGE = 20
MOST_WORDS = 10
ESCAPE = "/"
FEED_LENGTH = 30
ROUND_COLUMNS = (
    Round.id,
    Round.title,
    Round.title_en,
    Round.summary,
    Round.summary_en,
    Round.year,
    Round.round_no,
    Round.state,
    Round.opens_at,
    Round.closes_at,
    Round.published_at,
    Round.updated_at,
    Program.kind,
    Program.field,
    Program.name.label("program_name"),
    Program.name_en.label("program_name_en"),
    Branch.name.label("branch_name"),
    Branch.name_en.label("branch_name_en"),
)


@dataclass(frozen=True)
class CallFilter:
    """What a visitor asked for; None or "" means: all."""

    field: ProgramField | None = None
    kind: ProgramKind | None = None
    branch: str = ""
    phase: Phase | None = None
    words: str = ""


_NOW = bindparam("now", type_=UtcDateTime())
_NEXT_OPENING = func.min(case((Round.opens_at > _NOW, Round.opens_at)))
_NEXT_CLOSING = func.min(case((Round.closes_at >= _NOW, Round.closes_at)))
_MARK = (
    select(
        func.count(),
        func.max(cast(Round.id, String)),
        func.sum(Round.version),
        func.max(Round.updated_at),
        func.sum(Program.version),
        func.sum(Branch.version),
        _NEXT_OPENING,
        _NEXT_CLOSING,
    )
    .join(Program, Program.id == Round.program_id)
    .join(Branch, Branch.id == Program.branch_id)
    .where(Round.published_at.is_not(None))
)


def mark_of_calls(session: Session, now: datetime) -> tuple[Any, ...]:
    """Something that is another one as soon as a published call, its program or branch is another one, or a phase ends.

    The texts that count the time until a deadline change more often (`rules.reception.left_until`).
    """
    return tuple(session.execute(_MARK, {"now": now}).one())


def _phase_is(phase: Phase, now: datetime | ColumnElement[datetime]) -> ColumnElement[bool]:
    waiting = Round.state.in_((RoundState.SCHEDULED, RoundState.OPEN))
    if phase is Phase.OPEN:
        return and_(waiting, Round.opens_at <= now, Round.closes_at >= now)
    if phase is Phase.UPCOMING:
        return and_(waiting, Round.opens_at > now)
    if phase is Phase.CLOSED:
        return or_(Round.state == RoundState.CLOSED, and_(waiting, Round.closes_at < now))
    return Round.state == RoundState(phase.value)


def _words_match(words: str) -> ColumnElement[bool]:
    """All words, spaces ignored on both sides, wherever a call names itself."""
    return and_(true(), *(_NAMED.contains(word.lower(), autoescape=True) for word in words.split()[:MOST_WORDS]))


_NAMED = func.lower(
    func.replace(Round.title + "\n" + Round.title_en + "\n" + Round.summary + "\n" + Program.name, " ", "")
)


def _public() -> Select[*tuple[Any, ...]]:
    return (
        select(*ROUND_COLUMNS)
        .join(Program, Program.id == Round.program_id)
        .join(Branch, Branch.id == Program.branch_id)
        .where(Round.published_at.is_not(None))
    )


def list_calls(session: Session, wanted: CallFilter, now: datetime, *, page: int) -> Page[Row[Any]]:
    """Published calls: open ones by deadline, then upcoming ones by opening, then closed ones, newest first.

    One statement; a page past the end is the last one.
    """
    words = wanted.words.split()[:MOST_WORDS]
    statement = _calls_like(
        has_field=wanted.field is not None,
        has_kind=wanted.kind is not None,
        has_branch=bool(wanted.branch),
        phase=wanted.phase,
        words=len(words),
    )
    values: dict[str, Any] = {
        "now": now,
        "field": wanted.field,
        "kind": wanted.kind,
        "branch": wanted.branch,
        "size": CALLS_A_PAGE,
    }
    values |= {f"word{number}": _anywhere(word) for number, word in enumerate(words)}
    number = max(page, 1)
    rows = _at(session, statement, values, number)
    if not rows and number > 1:
        first = _at(session, statement, values, 1)
        number = -(-first[0].total // CALLS_A_PAGE) if first else 1
        rows = _at(session, statement, values, number) if number > 1 else first
    return Page(rows, number, CALLS_A_PAGE, rows[0].total if rows else 0)


def _at(session: Session, statement: Select[Any], values: Mapping[str, Any], number: int) -> Sequence[Row[Any]]:
    return session.execute(statement, {**values, "start": (number - 1) * CALLS_A_PAGE}).all()


def _anywhere(word: str) -> str:
    plain = word.lower()
    for sign in (ESCAPE, "%", "_"):
        plain = plain.replace(sign, ESCAPE + sign)
    return f"%{plain}%"


@cache
def _calls_like(*, has_field: bool, has_kind: bool, has_branch: bool, phase: Phase | None, words: int) -> Select[Any]:
    """The statement for filters of this shape, put together once: that costs more than the database's part."""
    statement: Select[Any] = _public().add_columns(func.count().over().label("total"))
    if has_field:
        # A call for all fields is for each field.
        statement = statement.where(or_(Program.field == bindparam("field"), Program.field == ProgramField.COMMON))
    if has_kind:
        statement = statement.where(Program.kind == bindparam("kind"))
    if has_branch:
        statement = statement.where(Branch.code == bindparam("branch"))
    if phase is not None:
        statement = statement.where(_phase_is(phase, _NOW))
    for number in range(words):
        statement = statement.where(_NAMED.like(bindparam(f"word{number}"), escape=ESCAPE))
    is_open, is_upcoming = _phase_is(Phase.OPEN, _NOW), _phase_is(Phase.UPCOMING, _NOW)
    order = (
        case((is_open, 0), (is_upcoming, 1), else_=2),
        case((is_open, Round.closes_at), (is_upcoming, Round.opens_at)),
        Round.closes_at.desc(),
        Round.id,
    )
    size, start = (bindparam(name, type_=Integer()) for name in ("size", "start"))
    return statement.order_by(*order).limit(size).offset(start)


def list_feed(session: Session) -> Sequence[Row[Any]]:
    """The latest published calls, newest first."""
    return session.execute(_public().order_by(Round.published_at.desc(), Round.id).limit(FEED_LENGTH)).all()


def visible(actor: Actor) -> ColumnElement[bool]:
    """Programs this person's grants reach, as a condition on Program."""
    reached: list[ColumnElement[bool]] = []
    for grant in actor.grants:
        if grant.role in READING_ROLES:
            of_program = Program.id == grant.program_id if grant.program_id else true()
            of_branch = Program.branch_id == grant.branch_id if grant.branch_id else true()
            reached.append(and_(of_program, of_branch))
    return or_(false(), *reached)


def list_visible(
    session: Session, actor: Actor, *, page: int, state: RoundState | None = None, words: str = ""
) -> Page[Round]:
    """Rounds of the programs this person works on or reads, newest first."""
    statement = (
        select(Round)
        .join(Round.program)
        .options(contains_eager(Round.program).joinedload(Program.branch, innerjoin=True))
        .where(visible(actor))
    )
    if state is not None:
        statement = statement.where(Round.state == state)
    if words:
        statement = statement.where(_words_match(words))
    return paginate(session, statement.order_by(Round.opens_at.desc(), Round.id), number=page)


def list_visible_programs(session: Session, actor: Actor) -> list[Program]:
    """Programs by name, with their branches."""
    return list(
        session.scalars(
            select(Program)
            .options(joinedload(Program.branch, innerjoin=True))
            .where(visible(actor))
            .order_by(Program.name, Program.id)
        )
    )


def count_visible(session: Session, actor: Actor) -> dict[RoundState, int]:
    """How many of the visible rounds are in each state."""
    rows = session.execute(
        select(Round.state, func.count()).join(Round.program).where(visible(actor)).group_by(Round.state)
    )
    return {row[0]: row[1] for row in rows}


def list_titles_using(session: Session, version_id: UUID) -> Sequence[str]:
    """Titles of the rounds, cancelled ones apart, that have chosen this version of a form."""
    return session.scalars(
        select(Round.title)
        .where(Round.questionnaire_version_id == version_id, Round.state != RoundState.CANCELLED)
        .order_by(Round.title, Round.id)
    ).all()
