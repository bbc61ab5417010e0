"""The result as its applicant reads it, and the list everybody reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.applications.models import Application, Outcome
from incubator.applications.queries.outcomes import list_outcomes
from incubator.applications.rules.outcomes import GROUND_WORDS, Ground
from incubator.applications.usecases.issue_receipt import contact_of
from incubator.applications.workflow import OutcomeState
from incubator.core.text import Text
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.queries.objections import filing_term, find_of_application
from incubator.reviews.queries.releases import public_name
from incubator.reviews.workflow import ObjectionState
from incubator.web.i18n import chosen_locale

CHOSEN = frozenset({OutcomeState.SELECTED})
WAITING = frozenset({OutcomeState.WAITLISTED, OutcomeState.OFFERED})


@dataclass(frozen=True)
class OutcomePage:
    """`until` is the last day of an objection, `is_over` whether it has passed."""

    application_id: UUID
    round_title: str
    title: str
    receipt_no: str
    state: OutcomeState
    waiting_no: int | None
    amount_won: int | None
    score: str
    ground: Text | None
    stage: str
    next_steps: str
    feedback: str
    reason: str
    told_at: datetime
    until: date
    ends_at: datetime
    is_over: bool
    objection: ObjectionState | None
    reply_due_at: datetime | None
    contact: str


def outcome_page(session: Session, application: Application, outcome: Outcome, now: datetime) -> OutcomePage:
    term, filed = filing_term(session, outcome), find_of_application(session, application.id)
    round_ = application.round
    return OutcomePage(
        application_id=application.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        title=application.project_title,
        receipt_no=application.receipt_no or "",
        state=outcome.state,
        waiting_no=outcome.waiting_no,
        amount_won=outcome.amount_won,
        score=outcome.score,
        ground=GROUND_WORDS[Ground(outcome.ground)] if outcome.ground else None,
        stage=outcome.stage,
        next_steps=outcome.next_steps,
        feedback=outcome.feedback,
        reason=outcome.reason,
        told_at=term.starts_at,
        until=term.last_day,
        ends_at=term.ends_at,
        is_over=not term.takes(now),
        objection=filed.state if filed else None,
        reply_due_at=outcome.reply_due_at,
        contact=contact_of(round_),
    )


@dataclass(frozen=True)
class PublicRow:
    receipt_no: str
    public_name: str
    waiting_no: int | None


@dataclass(frozen=True)
class PublicList:
    """Companies by name and persons masked; who waits, by receipt number alone."""

    round_id: UUID
    round_title: str
    at: datetime
    selected: tuple[PublicRow, ...]
    waiting: tuple[PublicRow, ...]


def public_list(session: Session, round_: Round, at: datetime) -> PublicList:
    found = list_outcomes(session, round_.id)
    return PublicList(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        at=at,
        selected=tuple(_row(row) for row in found if row.state in CHOSEN),
        waiting=tuple(_row(row) for row in found if row.state in WAITING),
    )


def _row(outcome: Outcome) -> PublicRow:
    application = outcome.application
    return PublicRow(application.receipt_no or "", public_name(application), outcome.waiting_no)
