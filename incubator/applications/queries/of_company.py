"""Applications of one company."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.documents.models import IssuedPaper
from incubator.programs.models import Round
from incubator.programs.queries.lists import visible


def list_of_company(session: Session, actor: Actor, organisation_id: UUID, *, as_staff: bool) -> list[Application]:
    """With their rounds, newest first.

    Staff get those of the programs they read and no others (quality.md AZ-06); the caller has asked whether a member
    may see the company.
    """
    statement = (
        select(Application)
        .join(Application.round)
        .join(Round.program)
        .options(contains_eager(Application.round).contains_eager(Round.program))
        .where(Application.organisation_id == organisation_id)
        .order_by(Application.id.desc())
    )
    return list(session.scalars(statement.where(visible(actor)) if as_staff else statement))


def list_paper_ids(session: Session, application_ids: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """`(paper, application)` of these."""
    if not application_ids:
        return []
    statement = select(IssuedPaper.id, IssuedPaper.subject_id).where(
        IssuedPaper.subject_kind == "application", IssuedPaper.subject_id.in_(application_ids)
    )
    return [(row[0], row[1]) for row in session.execute(statement)]
