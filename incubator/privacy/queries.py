"""Reading the record of access."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.dates import end_of_day, start_of_day
from incubator.db.pages import Page, paginate
from incubator.privacy import policy
from incubator.privacy.models import AccessEntry
from incubator.privacy.rules import AccessAction


@dataclass(frozen=True)
class AccessFilter:
    """What to look for; None leaves a criterion out.  Days are Korean days, both included."""

    actor_id: UUID | None = None
    action: AccessAction | None = None
    first_on: date | None = None
    last_on: date | None = None


def list_visible(session: Session, actor: Actor, wanted: AccessFilter, *, number: int = 1) -> Page[AccessEntry]:
    """Newest first.  Raises Forbidden."""
    policy.may_read_access_log(actor).enforce()
    statement = _filtered(wanted).order_by(AccessEntry.at.desc(), AccessEntry.id.desc())
    return paginate(session, statement, number=number)


def _filtered(wanted: AccessFilter) -> Select[AccessEntry]:
    statement = select(AccessEntry)
    if wanted.actor_id:
        statement = statement.where(AccessEntry.actor_id == wanted.actor_id)
    if wanted.action:
        statement = statement.where(AccessEntry.action == wanted.action)
    if wanted.first_on:
        statement = statement.where(AccessEntry.at >= start_of_day(wanted.first_on))
    if wanted.last_on:
        statement = statement.where(AccessEntry.at < end_of_day(wanted.last_on))
    return statement


def count_before(session: Session, instant: datetime) -> int:
    return session.scalar(select(func.count()).select_from(AccessEntry).where(AccessEntry.at < instant)) or 0
