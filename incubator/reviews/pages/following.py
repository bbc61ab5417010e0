"""The selection after its announcement: for its applicant, and for those who look after the waiting list."""

from __future__ import annotations

from collections.abc import Iterator
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
    reply_due_at: datetime | None
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
        reply_due_at=outcome.reply_due_at,
        is_over=outcome.reply_due_at is not None and now >= outcome.reply_due_at,
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
    reply_due_at: datetime | None
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
class WaitingList:
    """Of one pool: places nobody has taken, until when the next would answer, or why nobody can be asked."""

    label: str
    free: int
    reply_due_at: datetime | None
    nobody: Text | None
    rows: tuple[Place, ...]


@dataclass(frozen=True)
class WaitingPage:
    """`problem`: why places cannot be offered at all; `limit`: when the waiting lists end."""

    round_id: UUID
    round_title: str
    tabs: tuple[dict[str, object], ...]
    problem: RuleBroken | None
    limit: datetime | None
    lists: tuple[WaitingList, ...]
    holding: tuple[Place, ...]
    others: tuple[Place, ...]
    changes: tuple[ChangeRow, ...]
    may_move: bool


def waiting_page(session: Session, actor: Actor, round_: Round, now: datetime) -> WaitingPage:
    """`round_` with its divisions."""
    problem: RuleBroken | None = None
    limit, results = None, following.list_results(session, round_.id)
    promotions: dict[str, Promotion] = {}
    try:
        decision = following.get_released(session, round_.id)
        limit = following.waiting_limit(session, round_, now)
        promotions = {
            pool: following.next_of(session, round_, decision, results, pool, now)
            for pool in dict.fromkeys(following.pools_of(decision).values())
        }
    except RuleBroken as error:
        problem = error
    changes = following.list_changes(session, round_.id)
    rows = _places(session, round_, results, promotions, changes)
    return WaitingPage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        tabs=tabs_of(round_.id, "reviews.waiting"),
        problem=problem,
        limit=limit,
        lists=tuple(_lists(session, round_, results, promotions, rows)),
        holding=tuple(row for row in rows if row.state is OutcomeState.SELECTED),
        others=tuple(
            row for row in rows if row.is_upheld and row.number is None and row.state is not OutcomeState.SELECTED
        ),
        changes=tuple(_change(row) for row in changes),
        may_move=bool(may_move(actor, round_)),
    )


def _lists(
    session: Session, round_: Round, results: list[Outcome], promotions: dict[str, Promotion], rows: list[Place]
) -> Iterator[WaitingList]:
    if not promotions:
        if any(row.number is not None for row in rows):
            yield WaitingList("", 0, None, None, tuple(row for row in rows if row.number is not None))
        return
    decision = following.get_released(session, round_.id)
    pools = following.pools_of(decision)
    for pool, promotion in promotions.items():
        listed = tuple(row for row in rows if row.number is not None and pools.get(row.id) == pool)
        free = following.count_free(decision, results, pool)
        if listed or free:
            reply_due_at = promotion.reply.ends_at if promotion.reply else None
            yield WaitingList(
                _pool_name(pool, {row["key"]: row["label"] for row in round_.divisions}),
                free,
                reply_due_at,
                promotion.problem,
                listed,
            )


def _pool_name(pool: str, labels: dict[str, str]) -> str:
    """A division by its label, a panel's part of it behind."""
    division, _, panel = pool.partition("/")
    return " ".join(part for part in (labels.get(division, division), panel) if part)


def _places(
    session: Session,
    round_: Round,
    results: list[Outcome],
    promotions: dict[str, Promotion],
    changes: list[SelectionChange],
) -> list[Place]:
    upheld = following.list_upheld(session, round_.id)
    moved = {row.application_id for row in changes if not row.verdict}
    skipped = {row.application: SKIP_LABELS[row.why] for one in promotions.values() for row in one.skipped}
    following_next = {one.application for one in promotions.values()}
    return [
        Place(
            id=row.application_id,
            number=row.waiting_no,
            receipt_no=row.application.receipt_no or "",
            name=row.application.organisation.display_name,
            state=row.state,
            amount_won=row.amount_won,
            reply_due_at=row.reply_due_at if row.state is OutcomeState.OFFERED else None,
            reason=row.reason,
            why_skipped=skipped.get(row.application_id),
            is_next=row.application_id in following_next,
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
