"""Reading the intake desk: the queue of a round, one check list, requests for a supplement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.applications.models import (
    Application,
    CheckRow,
    EligibilityReview,
    SupplementRequest,
)
from incubator.applications.models.desk import DeskAssignment
from incubator.applications.rules.grounds import Verdict
from incubator.applications.workflow import FROZEN, ApplicationState, ReviewState, SupplementState
from incubator.db.pages import Page, paginate

S, R = ApplicationState, ReviewState
SIZE = 50


class Desk(StrEnum):
    """Where an application lies on the desk; every frozen application lies in exactly one place."""

    WAITING = "waiting"
    CHECKING = "checking"
    SUPPLEMENT = "supplement"
    PROPOSED = "second"
    ELIGIBLE = "eligible"
    INELIGIBLE = "ineligible"


_BEGUN = and_(Application.state == S.IN_REVIEW, EligibilityReview.state == R.CHECKING)
_PLACES: Mapping[Desk, ColumnElement[bool]] = {
    Desk.WAITING: and_(Application.state == S.IN_REVIEW, EligibilityReview.id.is_(None)),
    Desk.CHECKING: _BEGUN,
    Desk.SUPPLEMENT: Application.state == S.SUPPLEMENT_REQUESTED,
    Desk.PROPOSED: and_(Application.state == S.IN_REVIEW, EligibilityReview.state == R.PROPOSED),
    Desk.ELIGIBLE: Application.state == S.ELIGIBLE,
    Desk.INELIGIBLE: Application.state == S.INELIGIBLE,
}
TO_DO = or_(_PLACES[Desk.WAITING], _PLACES[Desk.CHECKING])


def _of_round(round_id: UUID, *columns: Any) -> Select[Any]:
    chosen: Select[Any] = select(*columns)
    return (
        chosen.select_from(Application)
        .outerjoin(EligibilityReview, EligibilityReview.application_id == Application.id)
        .where(Application.round_id == round_id, Application.state.in_(FROZEN))
    )


def count_by_place(session: Session, round_id: UUID) -> dict[Desk, int]:
    """How many of the round's applications lie where."""
    rows = session.execute(
        _of_round(round_id, Application.state, EligibilityReview.state, func.count()).group_by(
            Application.state, EligibilityReview.state
        )
    )
    found: dict[Desk, int] = {}
    for state, review, count in rows:
        place = place_of(state, review)
        found[place] = found.get(place, 0) + count
    return found


def place_of(state: ApplicationState, review: ReviewState | None) -> Desk:
    """Raises ValueError for an application that is not on the desk."""
    if state is S.IN_REVIEW:
        return {R.CHECKING: Desk.CHECKING, R.PROPOSED: Desk.PROPOSED}.get(review, Desk.WAITING)  # type: ignore[arg-type]  # None means nobody began
    return {S.SUPPLEMENT_REQUESTED: Desk.SUPPLEMENT, S.ELIGIBLE: Desk.ELIGIBLE, S.INELIGIBLE: Desk.INELIGIBLE}[state]


@dataclass(frozen=True)
class Queued:
    """One line of the queue.  `counts` of rows by verdict (None: not judged yet), empty before the check began."""

    application: Application
    review: EligibilityReview | None
    place: Desk
    assignee: str
    assignee_id: UUID | None
    counts: Mapping[Verdict | None, int]
    due_at: datetime | None


def list_queue(
    session: Session, round_id: UUID, *, place: Desk | None, assignee_id: UUID | None, number: int
) -> Page[Queued]:
    """The round's applications in the order of their receipt numbers: three statements and the count."""
    statement = _of_round(round_id, Application, EligibilityReview, User.name, User.id, SupplementRequest.due_at)
    statement = (
        statement.join(Application.organisation)
        .outerjoin(DeskAssignment, DeskAssignment.application_id == Application.id)
        .outerjoin(User, User.id == DeskAssignment.user_id)
        .outerjoin(
            SupplementRequest,
            and_(
                SupplementRequest.application_id == Application.id, SupplementRequest.state == SupplementState.AWAITED
            ),
        )
        .options(contains_eager(Application.organisation))
        .order_by(Application.receipt_no, Application.id)
    )
    if place:
        statement = statement.where(_PLACES[place])
    if assignee_id:
        statement = statement.where(DeskAssignment.user_id == assignee_id)
    page = paginate(session, statement, number=number, size=SIZE, scalars=False)
    counts = _counts(session, [row[1].id for row in page.items if row[1] is not None])
    items = [
        Queued(
            application,
            review,
            place_of(application.state, review.state if review else None),
            name or "",
            user_id,
            counts.get(review.id, {}) if review else {},
            due_at,
        )
        for application, review, name, user_id, due_at in page.items
    ]
    return Page(items, page.number, page.size, page.total)


def _counts(session: Session, review_ids: Sequence[UUID]) -> dict[UUID, dict[Verdict | None, int]]:
    found: dict[UUID, dict[Verdict | None, int]] = {}
    if not review_ids:
        return found
    rows = session.execute(
        select(CheckRow.review_id, CheckRow.verdict, func.count())
        .where(CheckRow.review_id.in_(review_ids))
        .group_by(CheckRow.review_id, CheckRow.verdict)
    )
    for review_id, verdict, count in rows:
        found.setdefault(review_id, {})[verdict] = count
    return found


@dataclass(frozen=True)
class Neighbours:
    """The applications before and after this one that are still to be checked, and how many there are in all."""

    before: UUID | None
    after: UUID | None
    left: int


def find_neighbours(session: Session, actor: Actor, application: Application) -> Neighbours:
    """Of the round's applications still to be checked that nobody else works on; after the last comes the first."""
    free = or_(DeskAssignment.user_id.is_(None), DeskAssignment.user_id == actor.user_id)
    rows = session.execute(
        _of_round(application.round_id, Application.id, Application.receipt_no)
        .outerjoin(DeskAssignment, DeskAssignment.application_id == Application.id)
        .where(TO_DO, free)
        .order_by(Application.receipt_no, Application.id)
    ).all()
    ids = [row[0] for row in rows]
    others = [key for key in ids if key != application.id]
    if not others:
        return Neighbours(None, None, len(ids))
    here = (application.receipt_no or "", application.id)
    later = [row[0] for row in rows if (row[1] or "", row[0]) > here]
    earlier = [row[0] for row in rows if (row[1] or "", row[0]) < here]
    return Neighbours(earlier[-1] if earlier else others[-1], later[0] if later else others[0], len(ids))


def find_first_to_do(session: Session, actor: Actor, round_id: UUID) -> UUID | None:
    """The first application still to be checked that nobody else works on."""
    free = or_(DeskAssignment.user_id.is_(None), DeskAssignment.user_id == actor.user_id)
    found: UUID | None = session.scalar(
        _of_round(round_id, Application.id)
        .outerjoin(DeskAssignment, DeskAssignment.application_id == Application.id)
        .where(TO_DO, free)
        .order_by(Application.receipt_no, Application.id)
        .limit(1)
    )
    return found


def list_unreleased(session: Session, round_id: UUID) -> list[tuple[Application, str | None]]:
    """Decided applications nobody was told of, with organisation; and the reason of the ineligible ones."""
    rows = session.execute(
        _of_round(round_id, Application, EligibilityReview.reason)
        .join(Application.organisation)
        .where(Application.state.in_((S.ELIGIBLE, S.INELIGIBLE)), Application.released_at.is_(None))
        .options(contains_eager(Application.organisation))
        .order_by(Application.receipt_no)
    )
    return [(application, reason if application.state is S.INELIGIBLE else None) for application, reason in rows]


_REVIEW = select(EligibilityReview).options(selectinload(EligibilityReview.rows))


def find_review(session: Session, application_id: UUID) -> EligibilityReview | None:
    """With its rows in order."""
    return session.scalar(_REVIEW.where(EligibilityReview.application_id == application_id))


def list_reviews(session: Session, application_ids: Sequence[UUID]) -> dict[UUID, EligibilityReview]:
    """With their rows, by application."""
    found = session.scalars(_REVIEW.where(EligibilityReview.application_id.in_(application_ids)))
    return {review.application_id: review for review in found}


def list_decided_for_change(session: Session, round_id: UUID) -> list[Application]:
    """Decided applications of the round whose outcome nobody was told, locked in key order."""
    return list(
        session.scalars(
            select(Application)
            .where(
                Application.round_id == round_id,
                Application.state.in_((S.ELIGIBLE, S.INELIGIBLE)),
                Application.released_at.is_(None),
            )
            .order_by(Application.id)
            .with_for_update()
        )
    )


def list_proposed(session: Session, round_ids: Sequence[UUID]) -> list[EligibilityReview]:
    """부적격 waiting for a second person in these rounds, with application and organisation, oldest first."""
    if not round_ids:
        return []
    return list(
        session.scalars(
            select(EligibilityReview)
            .join(EligibilityReview.application)
            .where(
                Application.round_id.in_(round_ids),
                Application.state == S.IN_REVIEW,
                EligibilityReview.state == R.PROPOSED,
            )
            .options(
                contains_eager(EligibilityReview.application).options(
                    joinedload(Application.organisation, innerjoin=True)
                )
            )
            .order_by(EligibilityReview.proposed_at)
        )
    )
