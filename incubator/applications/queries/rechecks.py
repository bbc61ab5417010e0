"""Runs of the eligibility check over a round, and what a slice of them needs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session, joinedload

from incubator.accounts.models import User
from incubator.applications.models import Application, ApplicationVersion, Recheck, RecheckedApplication
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import or_not_found
from incubator.db.pages import Page, paginate

SHOWN_RUNS = 10


def _handed_in(round_id: UUID) -> ColumnElement[bool]:
    return and_(
        Application.round_id == round_id,
        Application.version_no > 0,
        Application.submitted_at.is_not(None),
        Application.state != ApplicationState.WITHDRAWN,
    )


def count_handed_in(session: Session, round_id: UUID) -> int:
    return session.scalar(select(func.count()).select_from(Application).where(_handed_in(round_id))) or 0


def find_due_recheck(session: Session) -> UUID | None:
    """The run that was asked for first and is not finished."""
    return session.scalar(
        select(Recheck.id).where(Recheck.finished_at.is_(None)).order_by(Recheck.asked_at, Recheck.id).limit(1)
    )


def get_recheck_for_change(session: Session, recheck_id: UUID) -> Recheck:
    """Locked, so that two workers do not take the same slice.  Raises NotFound."""
    return or_not_found(session.get(Recheck, recheck_id, with_for_update=True, populate_existing=True))


def next_slice(session: Session, recheck: Recheck, *, size: int) -> Sequence[Row[Application, ApplicationVersion]]:
    """(application with its organisation, its newest version) pairs behind the last one looked at."""
    newest = and_(
        ApplicationVersion.application_id == Application.id, ApplicationVersion.number == Application.version_no
    )
    wanted = (
        select(Application, ApplicationVersion).join(ApplicationVersion, newest).where(_handed_in(recheck.round_id))
    )
    if recheck.last_id is not None:
        wanted = wanted.where(Application.id > recheck.last_id)
    loaded = joinedload(Application.organisation, innerjoin=True)
    return session.execute(wanted.options(loaded).order_by(Application.id).limit(size)).all()


def list_rechecks(session: Session, round_id: UUID) -> Sequence[Row[Any]]:
    """(Recheck, name of who asked, number of changed answers), newest first."""
    changed = (
        select(func.count())
        .select_from(RecheckedApplication)
        .where(RecheckedApplication.recheck_id == Recheck.id)
        .scalar_subquery()
    )
    return session.execute(
        select(Recheck, User.name, changed.label("changed"))
        .join(User, User.id == Recheck.asked_by)
        .where(Recheck.round_id == round_id)
        .order_by(Recheck.asked_at.desc(), Recheck.id.desc())
        .limit(SHOWN_RUNS)
    ).all()


def list_changed(session: Session, recheck_id: UUID, *, number: int) -> Page[Row[Any]]:
    """Applications whose answer changed: (RecheckedApplication, organisation, receipt number, name, title)."""
    changed: Select[*tuple[Any, ...]] = (
        select(
            RecheckedApplication,
            Application.organisation_id,
            Application.receipt_no,
            Application.applicant_name,
            Application.project_title,
        )
        .join(Application, Application.id == RecheckedApplication.application_id)
        .where(RecheckedApplication.recheck_id == recheck_id)
        .order_by(Application.receipt_no, Application.id)
    )
    return paginate(session, changed, number=number, scalars=False)


def count_changed(session: Session, recheck_id: UUID) -> int:
    """How many answers of the run are others than at submission."""
    changed = select(func.count()).select_from(RecheckedApplication)
    return session.scalar(changed.where(RecheckedApplication.recheck_id == recheck_id)) or 0
