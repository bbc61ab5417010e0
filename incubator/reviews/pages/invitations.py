"""What a reviewer sees: what he was asked, what he signs, whom he declares about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.text import Text, text
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Appointment
from incubator.reviews.queries import facts, invitations
from incubator.reviews.rules.oaths import OATHS, Oath
from incubator.reviews.workflow import AppointmentState, PanelState
from incubator.web.i18n import chosen_locale


@dataclass(frozen=True)
class InvitationRow:
    """`todo`: what this person has to do next, with where; empty when nothing."""

    id: UUID
    round_title: str
    panel: str
    stage: str
    meets_at: datetime
    place: str
    state: AppointmentState
    reply_due_at: datetime | None
    todo: Text | None
    todo_url: str
    url: str


@dataclass(frozen=True)
class MinePage:
    waiting: tuple[InvitationRow, ...]
    others: tuple[InvitationRow, ...]


def row_of(appointment: Appointment, round_: Round, now: datetime, *, is_open: bool = False) -> InvitationRow:
    """`is_open`: he has not declared about every application that may be shown to him."""
    panel, locale = appointment.panel, chosen_locale()
    todo, url = _todo(appointment, now, is_open=is_open)
    return InvitationRow(
        id=appointment.id,
        round_title=words(locale, round_.title, round_.title_en),
        panel=panel.label,
        stage=words(locale, panel.stage.label, panel.stage.label_en),
        meets_at=panel.meets_at,
        place=panel.place,
        state=appointment.state,
        reply_due_at=appointment.reply_due_at if appointment.state is AppointmentState.INVITED else None,
        todo=todo,
        todo_url=url,
        url=url_for("reviews.invitation", appointment_id=appointment.id),
    )


def _todo(appointment: Appointment, now: datetime, *, is_open: bool) -> tuple[Text | None, str]:
    if appointment.panel.access_ends_at <= now:
        return None, ""
    key = appointment.id
    if appointment.state is AppointmentState.INVITED and appointment.reply_due_at and appointment.reply_due_at > now:
        return text("참여할 수 있는지 답해 주세요"), url_for("reviews.invitation", appointment_id=key)
    if appointment.state is AppointmentState.ACCEPTED:
        return text("서약을 읽고 서명해 주세요"), url_for("reviews.oaths", appointment_id=key)
    is_running = appointment.panel.state in (PanelState.INVITING, PanelState.SCORING)
    if appointment.state is AppointmentState.SWORN and is_open and is_running:
        return text("신청인과의 관계를 밝혀 주세요"), url_for("reviews.declarations", appointment_id=key)
    if appointment.state is AppointmentState.SWORN and appointment.panel.state is PanelState.SCORING:
        return text("맡은 신청서를 평가해 주세요"), url_for("reviews.scoring_queue", panel_id=appointment.panel_id)
    return None, ""


def mine_page(session: Session, actor: Actor, now: datetime) -> MinePage:
    own = invitations.list_own(session, actor)
    undeclared = invitations.list_undeclared(session, [appointment.id for appointment, _ in own])
    rows = [row_of(appointment, round_, now, is_open=appointment.id in undeclared) for appointment, round_ in own]
    return MinePage(
        tuple(sorted((row for row in rows if row.todo), key=lambda row: row.meets_at)),
        tuple(row for row in rows if not row.todo),
    )


@dataclass(frozen=True)
class InvitationPage:
    row: InvitationRow
    seats: int
    sworn_at: datetime | None
    state_reason: str
    may_answer: bool
    may_decline: bool
    is_open: bool
    is_sworn: bool


def invitation_page(session: Session, appointment: Appointment, round_: Round, now: datetime) -> InvitationPage:
    undeclared = invitations.list_undeclared(session, [appointment.id])
    row = row_of(appointment, round_, now, is_open=bool(undeclared))
    is_invited = appointment.state is AppointmentState.INVITED
    in_time = is_invited and appointment.reply_due_at is not None and appointment.reply_due_at > now
    is_sworn = appointment.state is AppointmentState.SWORN
    return InvitationPage(
        row=row,
        seats=appointment.panel.seats,
        sworn_at=appointment.sworn_at,
        state_reason=appointment.state_reason,
        may_answer=in_time,
        may_decline=in_time or appointment.state is AppointmentState.ACCEPTED,
        is_open=is_sworn and bool(undeclared),
        is_sworn=is_sworn,
    )


@dataclass(frozen=True)
class OathPage:
    row: InvitationRow
    oaths: tuple[Oath, ...]


def oath_page(appointment: Appointment, round_: Round, now: datetime) -> OathPage:
    return OathPage(row_of(appointment, round_, now), OATHS)


@dataclass(frozen=True)
class DeclarationRow:
    """`choice`: free | related | "" when nothing was said yet."""

    application_id: UUID
    organisation_id: UUID
    company: str
    representative: str
    choice: str
    what: str
    is_new: bool
    error: Text | None


@dataclass(frozen=True)
class DeclarationPage:
    row: InvitationRow
    rows: tuple[DeclarationRow, ...]
    undeclared: int


def declaration_page(
    session: Session,
    appointment: Appointment,
    round_: Round,
    now: datetime,
    *,
    typed: Mapping[UUID, tuple[bool, str]] | None = None,
    problems: Mapping[str, tuple[Text, ...]] | None = None,
) -> DeclarationPage:
    """In the order of names, whatever the order of the panel: a blind sheet cannot be told from its place."""
    shown = invitations.list_declarable(session, appointment.id, appointment.panel_id)
    said = invitations.list_declarations(session, appointment.id)
    rows = []
    for application_id, company, person, organisation_id in facts.list_representatives(session, shown):
        free, what = (typed or {}).get(application_id, (None, ""))
        if free is None and application_id in said:
            free = said[application_id].is_free
        error = (problems or {}).get(f"what.{application_id}", (None,))[0]
        choice = "" if free is None else "free" if free else "related"
        if problems and not choice:
            error = text("관계가 있는지 골라 주세요.")
        rows.append(
            DeclarationRow(
                application_id, organisation_id, company, person, choice, what, application_id not in said, error
            )
        )
    return DeclarationPage(row_of(appointment, round_, now), tuple(rows), sum(row.is_new for row in rows))
