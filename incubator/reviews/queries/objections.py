"""Objections: for their applicants, for those who answer them, and who took part in what they are against."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.applications.models import Application, Outcome
from incubator.applications.queries.reading import HEAD
from incubator.core.dates import day_in_kst
from incubator.core.errors import or_not_found
from incubator.parameters.queries import days_off, value
from incubator.programs.models import Round
from incubator.reviews.models import Appointment, CommitteeVote, Decision, DecisionLine, Objection, Panel
from incubator.reviews.policy.people import may_read_round
from incubator.reviews.rules.clocks import Term, answer_term, objection_term
from incubator.reviews.workflow import AppointmentState, DecisionState, ObjectionState

LOOK_AHEAD = timedelta(days=200)
"""Longer than any term with the days off behind it."""
SAT = (AppointmentState.SWORN, AppointmentState.FINISHED)

Filed = tuple[Objection, DecisionLine, Application]


def filing_term(session: Session, outcome: Outcome) -> Term:
    """From the day after the notice stood in the inbox; before that, from the announcement."""
    told_at = outcome.delivered_at or outcome.announced_at
    first = day_in_kst(told_at)
    off = days_off(session, first, first + LOOK_AHEAD)
    return objection_term(told_at, off, value(session, "reviews.objection_days", on=first))


def answering_term(session: Session, received_at: datetime) -> Term:
    first = day_in_kst(received_at)
    off = days_off(session, first, first + LOOK_AHEAD)
    return answer_term(received_at, off, value(session, "reviews.answer_days", on=first))


def get_line(session: Session, application_id: UUID) -> DecisionLine:
    """What the released decision says of the application.  Raises NotFound before the release."""
    return or_not_found(
        session.scalar(
            select(DecisionLine)
            .join(Decision, Decision.id == DecisionLine.decision_id)
            .where(DecisionLine.application_id == application_id, Decision.state == DecisionState.RELEASED)
        )
    )


def find_of_application(session: Session, application_id: UUID) -> Objection | None:
    return session.scalar(
        select(Objection)
        .join(DecisionLine, DecisionLine.id == Objection.line_id)
        .where(DecisionLine.application_id == application_id)
    )


def get_objection(session: Session, actor: Actor, objection_id: UUID, *, for_change: bool = False) -> Filed:
    """With application, organisation, round and program, for staff of the program.  Raises NotFound for all others."""
    wanted = (
        select(Objection, DecisionLine, Application)
        .join(DecisionLine, DecisionLine.id == Objection.line_id)
        .join(Application, Application.id == DecisionLine.application_id)
        .where(Objection.id == objection_id)
        .options(*HEAD)
    )
    row = or_not_found(session.execute(wanted.with_for_update(of=Objection) if for_change else wanted).first())
    may_read_round(actor, row[2].round)
    return row[0], row[1], row[2]


def list_of_round(session: Session, round_id: UUID) -> list[Filed]:
    """Open ones first, by when the answer is owed."""
    rows = session.execute(
        select(Objection, DecisionLine, Application)
        .join(DecisionLine, DecisionLine.id == Objection.line_id)
        .join(Application, Application.id == DecisionLine.application_id)
        .where(Application.round_id == round_id)
        .options(*HEAD)
        .order_by(Objection.answered_at.is_not(None), Objection.due_at, Objection.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def list_open(session: Session) -> list[tuple[Objection, Application]]:
    """All that wait for an answer, the most urgent first, with application, organisation, round and program."""
    rows = session.execute(
        select(Objection, Application)
        .join(DecisionLine, DecisionLine.id == Objection.line_id)
        .join(Application, Application.id == DecisionLine.application_id)
        .where(Objection.state == ObjectionState.FILED)
        .options(*HEAD)
        .order_by(Objection.due_at, Objection.id)
    )
    return [(row[0], row[1]) for row in rows]


def names_before(session: Session, decision_id: UUID, round_: Round) -> list[str]:
    """Everybody who took part in the decision: who voted, and who judged on a panel of the round."""
    votes = session.scalars(
        select(CommitteeVote.member).where(CommitteeVote.decision_id == decision_id, CommitteeVote.vote != "recused")
    )
    judges = session.scalars(
        select(User.name)
        .join(Appointment, Appointment.user_id == User.id)
        .join(Panel, Panel.id == Appointment.panel_id)
        .where(Panel.round_id == round_.id, Appointment.state.in_(SAT))
    )
    return sorted({*votes, *judges})
