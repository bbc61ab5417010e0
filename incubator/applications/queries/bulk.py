"""Reading bulk runs, message templates and what waits to leave."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.applications.models import Application, BulkRow, BulkRun, MessageTemplate, OutgoingMessage
from incubator.applications.queries.staff import StaffFilter, ids_for_staff
from incubator.applications.rules.desk import MOST_IN_BULK, BulkOutcome, name_key
from incubator.applications.workflow import OutgoingState
from incubator.core.errors import NotFound, or_not_found
from incubator.db.pages import Page, paginate
from incubator.organisations.models import Organisation
from incubator.programs.models import Round
from incubator.programs.queries import get_visible_round


def lock_runs(session: Session, round_id: UUID) -> None:
    """One beginning of a run at a time in a round, so that a second press finds the first one's run."""
    session.execute(select(Round.id).where(Round.id == round_id).with_for_update(key_share=True))


def find_run_by_key(session: Session, user_id: UUID, key: str) -> UUID | None:
    return session.scalar(select(BulkRun.id).where(BulkRun.started_by == user_id, BulkRun.key == key))


def count_of_round(session: Session, round_id: UUID, ids: Collection[UUID]) -> int:
    """How many of these applications are the round's."""
    counted = select(func.count()).where(Application.round_id == round_id, Application.id.in_(ids))
    return session.scalar(counted) or 0


def list_chosen(session: Session, round_id: UUID, ids: Sequence[UUID]) -> list[Application]:
    """The round's applications among these, with organisation, in the order of `ids`."""
    found = {
        row.id: row
        for row in session.scalars(
            select(Application)
            .where(Application.round_id == round_id, Application.id.in_(ids))
            .options(joinedload(Application.organisation, innerjoin=True))
        )
    }
    return [found[key] for key in dict.fromkeys(ids) if key in found]


def list_filtered_ids(session: Session, round_id: UUID, wanted: StaffFilter) -> list[UUID]:
    """The first of them in the list's order, one more than a run may hold."""
    return ids_for_staff(session, round_id, wanted, most=MOST_IN_BULK + 1)


def get_run(session: Session, actor: Actor, run_id: UUID) -> BulkRun:
    """Raises NotFound, also to staff of another program."""
    run = or_not_found(session.get(BulkRun, run_id))
    get_visible_round(session, actor, run.round_id)
    return run


def get_run_for_change(session: Session, run_id: UUID) -> BulkRun:
    return session.get_one(BulkRun, run_id, with_for_update=True)


def list_runs(session: Session, round_id: UUID, *, number: int) -> Page[tuple[BulkRun, str, int, int]]:
    """Runs of the round, newest first: the run, who, how many rows, how many failed."""
    rows = (
        select(
            BulkRow.run_id,
            func.count().label("total"),
            func.count().filter(BulkRow.outcome == BulkOutcome.FAILED).label("failed"),
        )
        .group_by(BulkRow.run_id)
        .subquery()
    )
    statement: Any = (
        select(BulkRun, User.name, rows.c.total, rows.c.failed)
        .join(User, User.id == BulkRun.started_by)
        .join(rows, rows.c.run_id == BulkRun.id)
        .where(BulkRun.round_id == round_id)
        .order_by(BulkRun.id.desc())
    )
    return paginate(session, statement, number=number, scalars=False)


def list_rows(session: Session, run_id: UUID) -> list[tuple[BulkRow, Application, Organisation]]:
    rows = session.execute(
        select(BulkRow, Application, Organisation)
        .join(Application, Application.id == BulkRow.application_id)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(BulkRow.run_id == run_id)
        .order_by(BulkRow.place)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def list_waiting(session: Session, run_id: UUID) -> list[UUID]:
    return list(
        session.scalars(
            select(BulkRow.id)
            .where(BulkRow.run_id == run_id, BulkRow.outcome == BulkOutcome.WAITING)
            .order_by(BulkRow.place)
        )
    )


def find_waiting_for_change(session: Session, row_id: UUID) -> BulkRow | None:
    return session.scalar(
        select(BulkRow).where(BulkRow.id == row_id, BulkRow.outcome == BulkOutcome.WAITING).with_for_update()
    )


def count_outcomes(session: Session, run_id: UUID) -> dict[BulkOutcome, int]:
    rows = session.execute(
        select(BulkRow.outcome, func.count()).where(BulkRow.run_id == run_id).group_by(BulkRow.outcome)
    )
    return {row[0]: row[1] for row in rows}


def list_templates(session: Session, program_id: UUID) -> list[MessageTemplate]:
    """The program's templates in use, by name."""
    return list(
        session.scalars(
            select(MessageTemplate)
            .where(MessageTemplate.program_id == program_id, MessageTemplate.retired_at.is_(None))
            .order_by(MessageTemplate.name_key)
        )
    )


def find_template(session: Session, program_id: UUID, template_id: UUID) -> MessageTemplate | None:
    found = session.get(MessageTemplate, template_id)
    return found if found and found.program_id == program_id and found.retired_at is None else None


def get_template(session: Session, program_id: UUID, template_id: UUID) -> MessageTemplate:
    """Raises NotFound, also for another program's."""
    return or_not_found(find_template(session, program_id, template_id))


def is_template_name_taken(session: Session, program_id: UUID, name: str, *, but: UUID | None) -> bool:
    taken = session.scalar(
        select(MessageTemplate.id).where(
            MessageTemplate.program_id == program_id,
            MessageTemplate.name_key == name_key(name),
            MessageTemplate.retired_at.is_(None),
        )
    )
    return taken not in (None, but)


def get_outgoing_for_change(session: Session, outgoing_id: UUID) -> OutgoingMessage:
    """Locked.  Raises NotFound."""
    found = session.get(OutgoingMessage, outgoing_id, with_for_update=True)
    if found is None:
        raise NotFound
    return found


def list_due_outgoing(session: Session, now: datetime) -> list[UUID]:
    """Messages whose time has come, longest waiting first."""
    return list(
        session.scalars(
            select(OutgoingMessage.id)
            .where(OutgoingMessage.state == OutgoingState.WAITING, OutgoingMessage.leaves_at <= now)
            .order_by(OutgoingMessage.leaves_at, OutgoingMessage.id)
        )
    )


def list_outgoing(
    session: Session, round_ids: Collection[UUID], states: Collection[OutgoingState], *, number: int
) -> Page[tuple[OutgoingMessage, Application, str]]:
    """Messages of these rounds with their application and author's name, soonest first."""
    statement: Any = (
        select(OutgoingMessage, Application, User.name)
        .join(Application, Application.id == OutgoingMessage.application_id)
        .join(User, User.id == OutgoingMessage.author_id)
        .where(OutgoingMessage.round_id.in_(round_ids), OutgoingMessage.state.in_(states))
        .order_by(OutgoingMessage.leaves_at, OutgoingMessage.id)
        .options(joinedload(Application.organisation, innerjoin=True))
    )
    return paginate(session, statement, number=number, scalars=False)
