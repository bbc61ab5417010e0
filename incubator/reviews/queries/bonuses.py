"""Bonuses of a call and what staff have found of each: never read by a reviewer's page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from incubator.applications.models import Application, ApplicationVersion
from incubator.applications.workflow import ApplicationState
from incubator.reviews.models import BonusClaim
from incubator.reviews.queries.computation import list_claims

DECLARED_KEY = "bonus"
"""The question of the standard form in which applicants tick their bonuses."""


@dataclass(frozen=True)
class Candidate:
    """An eligible application with what it declared (`ticked` keys of its form) and what was found, by bonus."""

    application: Application
    ticked: tuple[str, ...]
    claims: dict[UUID, BonusClaim]


def list_candidates(session: Session, round_id: UUID) -> list[Candidate]:
    """In the order of receipt; three statements whatever their number."""
    rows = list(
        session.scalars(
            select(Application)
            .where(Application.round_id == round_id, Application.state == ApplicationState.ELIGIBLE)
            .options(joinedload(Application.organisation, innerjoin=True))
            .order_by(Application.receipt_no)
        )
    )
    ids = [row.id for row in rows]
    claims: dict[UUID, dict[UUID, BonusClaim]] = {}
    for claim in list_claims(session, ids):
        claims.setdefault(claim.application_id, {})[claim.bonus_id] = claim
    ticked = _ticked(session, rows)
    return [Candidate(row, ticked.get(row.id, ()), claims.get(row.id, {})) for row in rows]


def _ticked(session: Session, rows: list[Application]) -> dict[UUID, tuple[str, ...]]:
    versions = session.execute(
        select(ApplicationVersion.application_id, ApplicationVersion.number, ApplicationVersion.snapshot).where(
            ApplicationVersion.application_id.in_([row.id for row in rows])
        )
    )
    numbers = {row.id: row.version_no for row in rows}
    return {one: _answer(snapshot) for one, number, snapshot in versions if number == numbers[one]}


def _answer(snapshot: dict[str, Any]) -> tuple[str, ...]:
    found = snapshot["answers"].get(DECLARED_KEY)
    return tuple(str(one) for one in found) if isinstance(found, list) else ()
