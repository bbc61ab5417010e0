"""Lists of calls: for everybody, for feeds, and for the staff of a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, false, func, or_, select, true
from sqlalchemy.orm import Session, contains_eager, joinedload

from incubator.accounts.actor import Actor
from incubator.accounts.models import Branch
from incubator.db.pages import Page, paginate
from incubator.programs.models import Program, Round
from incubator.programs.policy import READING_ROLES
from incubator.programs.rules.kinds import Phase, ProgramField, ProgramKind
from incubator.programs.workflow import RoundState

CALLS_A_PAGE = 20
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


def _phase_is(phase: Phase, now: datetime) -> ColumnElement[bool]:
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
    named = func.lower(
        func.replace(Round.title + "\n" + Round.title_en + "\n" + Round.summary + "\n" + Program.name, " ", "")
    )
    return and_(true(), *(named.contains(word.lower(), autoescape=True) for word in words.split()[:10]))


def _public() -> Select[*tuple[Any, ...]]:
    return (
        select(*ROUND_COLUMNS)
        .join(Program, Program.id == Round.program_id)
        .join(Branch, Branch.id == Program.branch_id)
        .where(Round.published_at.is_not(None))
    )


def list_calls(session: Session, wanted: CallFilter, now: datetime, *, page: int) -> Page[Row[Any]]:
    """Published calls: open ones by deadline, then upcoming ones by opening, then closed ones, newest first."""
    statement = _public()
    if wanted.field is not None:
        # A call for all fields is for each field.
        statement = statement.where(Program.field.in_((wanted.field, ProgramField.COMMON)))
    if wanted.kind is not None:
        statement = statement.where(Program.kind == wanted.kind)
    if wanted.branch:
        statement = statement.where(Branch.code == wanted.branch)
    if wanted.phase is not None:
        statement = statement.where(_phase_is(wanted.phase, now))
    if wanted.words:
        statement = statement.where(_words_match(wanted.words))
    is_open, is_upcoming = _phase_is(Phase.OPEN, now), _phase_is(Phase.UPCOMING, now)
    order = (
        case((is_open, 0), (is_upcoming, 1), else_=2),
        case((is_open, Round.closes_at), (is_upcoming, Round.opens_at)),
        Round.closes_at.desc(),
        Round.id,
    )
    return paginate(session, statement.order_by(*order), number=page, size=CALLS_A_PAGE, scalars=False)


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
