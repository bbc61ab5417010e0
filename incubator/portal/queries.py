"""What waits for a person, and whether the house is ready."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import and_, func, or_, select, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, contains_eager

from incubator.accounts.actor import Actor
from incubator.db.outbox import MessageState, OutboxMessage
from incubator.programs.models import Program, Round
from incubator.programs.queries.lists import visible
from incubator.programs.workflow import RoundState

STUCK_AFTER = timedelta(minutes=10)
STILL_WORK = timedelta(days=30)
MOST_ROUNDS = 30
WORKING = (
    RoundState.PLANNED,
    RoundState.IN_APPROVAL,
    RoundState.APPROVED,
    RoundState.SCHEDULED,
    RoundState.OPEN,
)


def list_working_rounds(session: Session, actor: Actor, now: datetime) -> list[Round]:
    """Rounds of one's programs, with the program, that are planned, in reception, or closed less than 30 days ago; nearest end first."""
    return list(
        session.scalars(
            select(Round)
            .join(Round.program)
            .options(contains_eager(Round.program))
            .where(
                visible(actor),
                or_(
                    Round.state.in_(WORKING),
                    and_(Round.state == RoundState.CLOSED, Round.closes_at > now - STILL_WORK),
                ),
            )
            .order_by(Round.closes_at, Round.id)
            .limit(MOST_ROUNDS)
        )
    )


def list_all_programs(session: Session) -> list[Program]:
    """Every program by name, for choosing where a role counts; the caller has asked its policy."""
    return list(session.scalars(select(Program).order_by(Program.name, Program.id)))


def find_trouble(session: Session, now: datetime, *, head: str) -> list[str]:
    """Why the program is not ready to serve; empty when it is.  `head` is the migration the code belongs to."""
    try:
        found = session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return ["database"]
    trouble = [] if found == head else ["migrations"]
    oldest = session.scalar(select(func.min(OutboxMessage.due_at)).where(OutboxMessage.state == MessageState.WAITING))
    if oldest is not None and now - oldest > STUCK_AFTER:
        trouble.append("outbox")
    return trouble
