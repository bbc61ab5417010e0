"""What applications are called, for pages that know only their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.core.books import MOST_FOUND, Book, Named
from incubator.organisations.models import Organisation
from incubator.programs.policy import works_on_calls


def _applications(session: Session, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
    rows = session.execute(
        select(Application.id, Application.receipt_no, Organisation.display_name)
        .join(Organisation, Organisation.id == Application.organisation_id)
        .where(Application.id.in_(ids))
    )
    return {
        application_id: Named(f"{receipt_no or '–'} {company}", f"/staff/applications/{application_id}")
        for application_id, receipt_no, company in rows
    }


def _find_applications(session: Session, words: str) -> Sequence[UUID]:
    named = or_(Application.receipt_no == words.upper(), Application.project_title.contains(words, autoescape=True))
    return session.scalars(select(Application.id).where(named).order_by(Application.id.desc()).limit(MOST_FOUND)).all()


BOOKS = (Book("application", _applications, _find_applications, works_on_calls),)
