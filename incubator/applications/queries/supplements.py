"""Reading requests for a supplement: of one application, of a person's companies, and those whose time has passed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from incubator.accounts.actor import Actor
from incubator.applications.models import Application, SupplementFile, SupplementItem, SupplementRequest
from incubator.applications.queries.reading import HEAD
from incubator.applications.rules.intake import default_due_day
from incubator.applications.workflow import SupplementState
from incubator.core.dates import day_in_kst
from incubator.core.errors import or_not_found
from incubator.core.working_days import LONGEST_REST
from incubator.parameters.queries import days_off, value

_ITEMS = selectinload(SupplementRequest.items).selectinload(SupplementItem.files)

SUPPLEMENT_DAYS = "applications.supplement_days"


def days_off_ahead(session: Session, today: date, days: int) -> frozenset[date]:
    """Days off from today to well behind the end of a term of so many days."""
    return days_off(session, today, today + timedelta(days=days + LONGEST_REST))


def proposed_due_day(session: Session, now: datetime) -> date:
    """What the policy number and the calendar propose for a request made now."""
    today = day_in_kst(now)
    days = value(session, SUPPLEMENT_DAYS, on=today)
    return default_due_day(now, days, days_off_ahead(session, today, days))


def list_supplements(session: Session, application_id: UUID) -> list[SupplementRequest]:
    """Newest first, with items and files."""
    return list(
        session.scalars(
            select(SupplementRequest)
            .where(SupplementRequest.application_id == application_id)
            .options(_ITEMS)
            .order_by(SupplementRequest.no.desc())
        )
    )


def get_supplement(session: Session, application_id: UUID, request_id: UUID) -> SupplementRequest:
    """With items and files.  Raises NotFound.  Who may see the application has been asked before."""
    return or_not_found(
        session.scalar(
            select(SupplementRequest)
            .where(SupplementRequest.id == request_id, SupplementRequest.application_id == application_id)
            .options(_ITEMS)
            .execution_options(populate_existing=True)
        )
    )


def find_awaited(session: Session, application_id: UUID) -> SupplementRequest | None:
    """The request that waits for an answer, with items and files."""
    return session.scalar(
        select(SupplementRequest)
        .where(SupplementRequest.application_id == application_id, SupplementRequest.state == SupplementState.AWAITED)
        .options(_ITEMS)
    )


def find_supplement_file(session: Session, application_id: UUID, file_id: UUID) -> SupplementFile | None:
    """Of any request of this application."""
    return session.scalar(
        select(SupplementFile)
        .join(SupplementItem, SupplementItem.id == SupplementFile.item_id)
        .join(SupplementRequest, SupplementRequest.id == SupplementItem.request_id)
        .where(SupplementRequest.application_id == application_id, SupplementFile.file_id == file_id)
    )


def is_supplied(session: Session, application_id: UUID, file_id: UUID) -> bool:
    """Whether the file belongs to a supplement that was handed in."""
    rows = session.scalars(
        select(SupplementRequest.state)
        .join(SupplementItem, SupplementItem.request_id == SupplementRequest.id)
        .join(SupplementFile, SupplementFile.item_id == SupplementItem.id)
        .where(SupplementRequest.application_id == application_id, SupplementFile.file_id == file_id)
    )
    return SupplementState.SUPPLIED in rows.all()


def list_overdue(session: Session, now: datetime) -> list[tuple[UUID, UUID]]:
    """(application, request) that still wait after their due time."""
    rows = session.execute(
        select(SupplementRequest.application_id, SupplementRequest.id)
        .where(SupplementRequest.state == SupplementState.AWAITED, SupplementRequest.due_at < now)
        .order_by(SupplementRequest.id)
    )
    return [(row[0], row[1]) for row in rows]


def list_awaited_of(session: Session, actor: Actor) -> list[SupplementRequest]:
    """Requests that wait for an answer of the person's organisations, with application and round."""
    if not actor.organisation_ids:
        return []
    return list(
        session.scalars(
            select(SupplementRequest)
            .join(SupplementRequest.application)
            .where(
                SupplementRequest.state == SupplementState.AWAITED,
                Application.organisation_id.in_(actor.organisation_ids),
            )
            .options(contains_eager(SupplementRequest.application).options(*HEAD))
            .order_by(SupplementRequest.due_at)
        )
    )
