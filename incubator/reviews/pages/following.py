"""The selection after its announcement: for its applicant, and for those who look after the waiting list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import list_users
from incubator.applications.models import Application, Outcome
from incubator.applications.policy.following import may_answer
from incubator.applications.usecases.issue_receipt import contact_of
from incubator.applications.workflow import OutcomeState
from incubator.core.errors import RuleBroken
from incubator.core.text import Text
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import SelectionChange
from incubator.reviews.models.following import OFFER
from incubator.reviews.pages.tabs import tabs_of
from incubator.reviews.policy.following import is_second_person, may_decide, may_move
from incubator.reviews.queries import following
from incubator.reviews.rules.following import LABELS, Ground
from incubator.reviews.rules.waiting import SKIP_LABELS, Promotion
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class PlacePage:
    """`is_over`: the time to answer an offer has passed."""

    application_id: UUID
    round_title: str
    title: str
    receipt_no: str
    state: OutcomeState
    amount_won: int | None
    reply_by: datetime | None
    is_over: bool
    may_answer: bool
    contact: str


def place_page(actor: Actor, application: Application, outcome: Outcome, now: datetime) -> PlacePage:
    round_ = application.round
    return PlacePage(
        application_id=application.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        title=application.project_title,
        receipt_no=application.receipt_no or "",
        state=outcome.state,
        amount_won=outcome.amount_won,
        reply_by=outcome.reply_by,
        is_over=outcome.reply_by is not None and now >= outcome.reply_by,
        may_answer=bool(may_answer(actor, application)),
        contact=contact_of(round_),
    )


@dataclass(frozen=True)
class Place:
    """Somebody on the list of those who hold a place or wait for one."""

    id: UUID
    number: int | None
    receipt_no: str
    name: str
    state: OutcomeState
    amount_won: int | None
    reply_by: datetime | None
    reason: str
    why_skipped: Text | None
    is_next: bool
    is_upheld: bool
    is_moved: bool


@dataclass(frozen=True)
class ChangeRow:
    id: UUID
    kind: str
    receipt_no: str
    name: str
    verdict: str
    proposed_at: datetime


@dataclass(frozen=True)
class WaitingPage:
    """`problem`: why nothing can be shown or nobody asked; `limit`: when the list ends."""

    round_id: UUID
    round_title: str
    tabs: tuple[dict[str, object], ...]
    problem: RuleBroken | None
    nobody: Text | None
    free: int
    limit: datetime | None
    reply_by: datetime | None
    holding: tuple[Place, ...]
    waiting: tuple[Place, ...]
    others: tuple[Place, ...]
    changes: tuple[ChangeRow, ...]
    may_move: bool


def waiting_page(session: Session, actor: Actor, round_: Round, now: datetime) -> WaitingPage:
    problem: RuleBroken | None = None
    promotion: Promotion | None = None
    free, limit, results = 0, None, following.list_results(session, round_.id)
    try:
        decision = following.get_released(session, round_.id)
        free = following.count_free(decision, results)
        limit = following.waiting_limit(session, round_, now)
        promotion = following.next_of(session, round_, decision, results, now)
    except RuleBroken as error:
        problem = error
    changes = following.list_changes(session, round_.id)
    rows = _places(session, round_, results, promotion, changes)
    listed = {row.id for row in rows if row.number is not None or row.state in following.HOLDING}
    return WaitingPage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        tabs=tabs_of(round_.id, "reviews.waiting"),
        problem=problem,
        nobody=promotion.problem if promotion else None,
        free=free,
        limit=limit,
        reply_by=promotion.reply.ends_at if promotion and promotion.reply else None,
        holding=tuple(row for row in rows if row.state is OutcomeState.SELECTED),
        waiting=tuple(row for row in rows if row.number is not None or row.state is OutcomeState.OFFERED),
        others=tuple(row for row in rows if row.is_upheld and row.id not in listed),
        changes=tuple(_change(row) for row in changes),
        may_move=bool(may_move(actor, round_)),
    )


def _places(
    session: Session,
    round_: Round,
    results: list[Outcome],
    promotion: Promotion | None,
    changes: list[SelectionChange],
) -> list[Place]:
    upheld = following.list_upheld(session, round_.id)
    moved = {row.application_id for row in changes if not row.verdict}
    skipped = {row.application: SKIP_LABELS[row.why] for row in promotion.skipped} if promotion else {}
    return [
        Place(
            id=row.application_id,
            number=row.waiting_no,
            receipt_no=row.application.receipt_no or "",
            name=row.application.organisation.display_name,
            state=row.state,
            amount_won=row.amount_won,
            reply_by=row.reply_by if row.state is OutcomeState.OFFERED else None,
            reason=row.reason,
            why_skipped=skipped.get(row.application_id),
            is_next=promotion is not None and promotion.application == row.application_id,
            is_upheld=row.application_id in upheld,
            is_moved=row.application_id in moved,
        )
        for row in results
    ]


def _change(row: SelectionChange) -> ChangeRow:
    name, number = row.application.organisation.display_name, row.application.receipt_no or ""
    return ChangeRow(row.id, row.kind, number, name, row.verdict, row.proposed_at)


@dataclass(frozen=True)
class MovingPage:
    """One application about which something is to be moved."""

    round_id: UUID
    round_title: str
    application_id: UUID
    receipt_no: str
    name: str
    title: str
    state: OutcomeState
    waiting_no: int | None
    amount_won: int | None
    failing: tuple[Text, ...]


def moving_page(session: Session, outcome: Outcome, now: datetime) -> MovingPage:
    """`failing`: conditions of the call that are not fulfilled any more, checked now."""
    application = outcome.application
    round_ = application.round
    wanted = outcome.amount_won if outcome.amount_won is not None else application.amount_won
    return MovingPage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        application_id=application.id,
        receipt_no=application.receipt_no or "",
        name=application.organisation.display_name,
        title=application.project_title,
        state=outcome.state,
        waiting_no=outcome.waiting_no,
        amount_won=wanted,
        failing=tuple(finding.reason for finding in following.list_failing(session, application, now)),
    )


@dataclass(frozen=True)
class ChangePage:
    """What was moved, by whom; `may_decide`: the second person, while nothing is decided."""

    id: UUID
    is_offer: bool
    about: MovingPage
    ground: Text | None
    note: str
    hearing: str
    amount_won: int | None
    proposed_by: str
    proposed_at: datetime
    verdict: str
    refusal: str
    decided_by: str
    decided_at: datetime | None
    may_decide: bool


def change_page(session: Session, actor: Actor, change: SelectionChange, now: datetime) -> ChangePage:
    people = [one for one in (change.proposed_by, change.decided_by) if one]
    names = {user.id: user.name for user in list_users(session, people)}
    round_ = change.application.round
    return ChangePage(
        id=change.id,
        is_offer=change.kind == OFFER,
        about=moving_page(session, following.get_result(session, change.application_id), now),
        ground=LABELS[Ground(change.ground)] if change.ground else None,
        note=change.note,
        hearing=change.hearing,
        amount_won=change.amount_won,
        proposed_by=names.get(change.proposed_by, ""),
        proposed_at=change.proposed_at,
        verdict=change.verdict,
        refusal=change.refusal,
        decided_by=names.get(change.decided_by, "") if change.decided_by else "",
        decided_at=change.decided_at,
        may_decide=not change.verdict and bool(may_decide(actor, round_)) and bool(is_second_person(actor, change)),
    )
