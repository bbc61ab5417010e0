"""Reading what applicants and the centre write to each other."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session, defer, joinedload

from incubator.accounts.models import User
from incubator.applications.models import Application, ApplicationMessage

_ROW = (joinedload(Application.organisation, innerjoin=True), defer(Application.search_text, raiseload=True))


def list_messages(session: Session, application_id: UUID) -> list[tuple[ApplicationMessage, str]]:
    """Messages with the names of their authors, oldest first."""
    rows = session.execute(
        select(ApplicationMessage, User.name)
        .join(User, User.id == ApplicationMessage.author_id)
        .where(ApplicationMessage.application_id == application_id)
        .order_by(ApplicationMessage.at, ApplicationMessage.id)
    )
    return [(message, name) for message, name in rows]


def list_unanswered(session: Session, round_ids: Sequence[UUID]) -> list[Application]:
    """Applications whose last message came from the applicant: the centre's turn."""
    said = ApplicationMessage
    newest_first = func.row_number().over(partition_by=said.application_id, order_by=(said.at.desc(), said.id.desc()))
    last = (
        select(said.application_id, said.at, said.is_from_staff, newest_first.label("place"))
        .join(Application, Application.id == said.application_id)
        .where(Application.round_id.in_(round_ids))
        .subquery()
    )
    return list(
        session.scalars(
            select(Application)
            .join(last, last.c.application_id == Application.id)
            .where(last.c.place == 1, last.c.is_from_staff.is_(False))
            .options(*_ROW)
            .order_by(last.c.at)
        )
    )
