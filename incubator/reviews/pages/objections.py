"""Objections: the applicant's page, the list of a round, one of them for those who answer it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications.models import Application, Outcome
from incubator.applications.usecases.issue_receipt import contact_of
from incubator.applications.workflow import OutcomeState
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Decision, DecisionLine, Objection
from incubator.reviews.pages.tabs import tabs_of
from incubator.reviews.policy.objections import did_not_propose, may_file
from incubator.reviews.policy.people import may_head
from incubator.reviews.queries import objections
from incubator.reviews.workflow import ObjectionState
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class Filed:
    """As its applicant reads it: who decided stays inside the centre."""

    state: ObjectionState
    facts: str
    filed_at: datetime
    due_at: datetime
    answer: str
    answered_at: datetime | None


@dataclass(frozen=True)
class ObjectionPage:
    """`until` is the last day; `filed` None: nothing was filed.  `may_file`: an owner, in time, for the first time."""

    application_id: UUID
    round_title: str
    title: str
    receipt_no: str
    state: OutcomeState
    told_at: datetime
    until: date
    is_over: bool
    filed: Filed | None
    may_file: bool
    contact: str


def objection_page(
    session: Session, actor: Actor, application: Application, outcome: Outcome, now: datetime
) -> ObjectionPage:
    term = objections.filing_term(session, outcome)
    found, is_over = objections.find_of_application(session, application.id), not term.takes(now)
    round_ = application.round
    return ObjectionPage(
        application_id=application.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        title=application.project_title,
        receipt_no=application.receipt_no or "",
        state=outcome.state,
        told_at=term.starts_at,
        until=term.last_day,
        is_over=is_over,
        filed=_filed(found) if found else None,
        may_file=found is None and not is_over and bool(may_file(actor, application)),
        contact=contact_of(round_),
    )


def _filed(found: Objection) -> Filed:
    return Filed(found.state, found.facts, found.filed_at, found.due_at, found.answer, found.answered_at)


@dataclass(frozen=True)
class Row:
    id: UUID
    receipt_no: str
    name: str
    state: ObjectionState
    filed_at: datetime
    due_at: datetime
    is_overdue: bool


@dataclass(frozen=True)
class ObjectionsPage:
    round_id: UUID
    round_title: str
    tabs: tuple[dict[str, object], ...]
    rows: tuple[Row, ...]


def objections_page(session: Session, round_: Round, now: datetime) -> ObjectionsPage:
    return ObjectionsPage(
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        tabs=tabs_of(round_.id, "reviews.objections"),
        rows=tuple(
            Row(
                found.id,
                application.receipt_no or "",
                application.organisation.display_name,
                found.state,
                found.filed_at,
                found.due_at,
                is_overdue(found, now),
            )
            for found, _, application in objections.list_of_round(session, round_.id)
        ),
    )


def is_overdue(found: Objection, now: datetime) -> bool:
    return found.state is ObjectionState.FILED and now >= found.due_at


@dataclass(frozen=True)
class AnsweringPage:
    """`before` may not decide again; `may_answer`: a head who did not propose, while it is open."""

    id: UUID
    round_id: UUID
    round_title: str
    application_id: UUID
    receipt_no: str
    name: str
    title: str
    rank: int | None
    score: str
    standing: object
    filed: Filed
    is_overdue: bool
    members: tuple[str, ...]
    before: tuple[str, ...]
    may_answer: bool


def answering_page(
    session: Session, actor: Actor, filed: tuple[Objection, DecisionLine, Application], now: datetime
) -> AnsweringPage:
    found, line, application = filed
    round_, decision = application.round, session.get_one(Decision, line.decision_id)
    return AnsweringPage(
        id=found.id,
        round_id=round_.id,
        round_title=words(chosen_locale(), round_.title, round_.title_en),
        application_id=application.id,
        receipt_no=application.receipt_no or "",
        name=application.organisation.display_name,
        title=application.project_title,
        rank=line.rank,
        score=line.score,
        standing=line.standing,
        filed=_filed(found),
        is_overdue=is_overdue(found, now),
        members=tuple(found.members),
        before=tuple(objections.names_before(session, decision.id, round_)),
        may_answer=found.state is ObjectionState.FILED
        and bool(may_head(actor, round_))
        and bool(did_not_propose(actor, decision)),
    )
