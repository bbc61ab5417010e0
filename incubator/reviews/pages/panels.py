"""Panels for those who run them: one panel, one person of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import get_user
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Appointment, Panel
from incubator.reviews.pages.conflicts import ConflictRow, row_of
from incubator.reviews.policy.people import may_head, may_run
from incubator.reviews.queries import conflicts, panels
from incubator.reviews.queries.readiness import Readiness, readiness_of
from incubator.reviews.workflow import PANEL_WORKFLOW, AppointmentState, ConflictState, PanelState, PanelStep
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class PersonRow:
    """`waiver`: why somebody of a partner company may judge."""

    id: UUID
    no: int
    name: str
    state: AppointmentState
    reply_due_at: datetime | None
    sworn_at: datetime | None
    reason: str
    waiver: str


@dataclass(frozen=True)
class ChallengeRow:
    id: UUID
    receipt_no: str
    company: str
    person: str
    organisation: str
    filed_at: datetime
    is_answered: bool


@dataclass(frozen=True)
class PanelPage:
    id: UUID
    round_id: UUID
    round_title: str
    stage: str
    label: str
    state: PanelState
    state_reason: str
    secretary: str
    meets_at: datetime
    access_ends_at: datetime
    place: str
    is_blind: bool
    is_graded: bool
    load_most: int | None
    ready: Readiness
    people: tuple[PersonRow, ...]
    cases: tuple[tuple[str, str], ...]
    organisation_ids: tuple[UUID, ...]
    draws: tuple[int, ...]
    undecided: int
    confirmed: int
    challenges: tuple[ChallengeRow, ...]
    empty_seats: int
    uninvited: int
    may_run: bool
    steps: tuple[PanelStep, ...]


def panel_page(session: Session, actor: Actor, panel: Panel, round_: Round, now: datetime) -> PanelPage:
    people, cases = panels.list_people(session, panel.id), panels.list_cases(session, panel.id)
    counts = conflicts.count_by_state(session, [panel.id])[panel.id]
    locale, may = chosen_locale(), bool(may_run(actor, round_))
    live = [person for person in people if person.state in conflicts.LIVE]
    return PanelPage(
        id=panel.id,
        round_id=round_.id,
        round_title=words(locale, round_.title, round_.title_en),
        stage=words(locale, panel.stage.label, panel.stage.label_en),
        label=panel.label,
        state=panel.state,
        state_reason=panel.state_reason,
        secretary=get_user(session, panel.secretary_id).name,
        meets_at=panel.meets_at,
        access_ends_at=panel.access_ends_at,
        place=panel.place,
        is_blind=panel.is_blind,
        is_graded=panel.is_graded,
        load_most=panel.load_most,
        ready=readiness_of(session, panel, now),
        people=tuple(_person(person) for person in people),
        cases=tuple((case.application.receipt_no or "", case.application.organisation.display_name) for case in cases),
        organisation_ids=tuple(case.application.organisation_id for case in cases),
        draws=tuple(row.no for row in panels.list_draws(session, panel.id)),
        undecided=counts.get(ConflictState.PROPOSED, 0),
        confirmed=counts.get(ConflictState.CONFIRMED, 0),
        challenges=_challenges(session, [case.application_id for case in cases]),
        empty_seats=max(0, panel.seats - len(live)),
        uninvited=sum(person.state is AppointmentState.DRAWN for person in people),
        may_run=may,
        steps=PANEL_WORKFLOW.steps_from(panel.state) if may else (),
    )


def _challenges(session: Session, application_ids: list[UUID]) -> tuple[ChallengeRow, ...]:
    return tuple(
        ChallengeRow(
            row.id,
            row.application.receipt_no or "",
            row.application.organisation.display_name,
            row.person,
            row.organisation,
            row.filed_at,
            row.answered_at is not None,
        )
        for row in conflicts.list_challenges(session, application_ids)
    )


def _person(person: Appointment) -> PersonRow:
    return PersonRow(
        person.id,
        person.no,
        person.user.name,
        person.state,
        person.reply_due_at if person.state is AppointmentState.INVITED else None,
        person.sworn_at,
        person.state_reason,
        person.waiver,
    )


@dataclass(frozen=True)
class PersonPage:
    """One person of a panel; `cases` are choices for a challenge entered by hand."""

    panel_id: UUID
    panel: str
    row: PersonRow
    answered_at: datetime | None
    oaths: tuple[str, ...]
    conflicts: tuple[ConflictRow, ...]
    cases: tuple[tuple[UUID, str], ...]
    organisation_ids: tuple[UUID, ...]
    may_dismiss: bool
    may_waive: bool
    may_enter: bool


def person_page(session: Session, actor: Actor, panel: Panel, round_: Round, appointment: Appointment) -> PersonPage:
    cases, is_live = panels.list_cases(session, panel.id), appointment.state in conflicts.LIVE
    runs = bool(may_run(actor, round_))
    return PersonPage(
        panel_id=panel.id,
        panel=panel.label,
        row=_person(appointment),
        answered_at=appointment.answered_at,
        oaths=tuple(row["title"] for row in appointment.oaths),
        conflicts=tuple(
            row_of(pair)
            for pair in conflicts.list_of_panel(session, panel.id)
            if pair.conflict.appointment_id == appointment.id
        ),
        cases=tuple(
            (case.application_id, f"{case.application.receipt_no} {case.application.organisation.display_name}")
            for case in cases
        ),
        organisation_ids=tuple(case.application.organisation_id for case in cases),
        may_dismiss=runs and is_live,
        may_waive=bool(may_head(actor, round_)) and is_live and not appointment.waiver,
        may_enter=runs and is_live and bool(cases),
    )
