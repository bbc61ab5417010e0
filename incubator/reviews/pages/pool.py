"""The pool of reviewers, as staff see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.accounts.queries import get_user
from incubator.core.dates import day_in_kst
from incubator.core.errors import NotFound
from incubator.core.text import Text
from incubator.db.pages import Page
from incubator.parameters.queries import value
from incubator.programs.rules.kinds import FIELD_LABELS, ProgramField
from incubator.reviews.forms.pool import AWAY, EMPLOYMENT, RELATION
from incubator.reviews.models import PoolMember
from incubator.reviews.policy.pool import may_keep_pool
from incubator.reviews.queries import pool
from incubator.reviews.queries.invitations import list_of_user
from incubator.reviews.queries.panels import get_panel
from incubator.reviews.queries.pool import PoolFilter
from incubator.reviews.rules.pool import write_lines
from incubator.reviews.workflow import POOL_WORKFLOW, AppointmentState, PoolState, PoolStep

REFUSALS = "reviews.refusals_in_row"


@dataclass(frozen=True)
class PoolLine:
    """`served` of `cap` panels this year; `asks_for_action`: he has refused too often in a row."""

    id: UUID
    user_id: UUID
    name: str
    employer: str
    fields: tuple[Text, ...]
    state: PoolState
    served: int
    cap: int
    refusals: int
    asks_for_action: bool


@dataclass(frozen=True)
class PoolPage:
    lines: tuple[PoolLine, ...]
    page: Page[Any]
    may_keep: bool


def refusals_in_row(session: Session, now: datetime) -> int:
    return value(session, REFUSALS, on=day_in_kst(now))


def fields_of(member: PoolMember) -> tuple[Text, ...]:
    return tuple(FIELD_LABELS[item] for item in ProgramField if item.value in member.fields)


def pool_page(session: Session, actor: Actor, wanted: PoolFilter, now: datetime, *, number: int) -> PoolPage:
    """The same statements whatever the number of people."""
    page = pool.list_pool(session, wanted, number=number)
    served = pool.count_served(session, [member.user_id for member in page.items], now)
    cap, most = value(session, pool.CAP, on=day_in_kst(now)), refusals_in_row(session, now)
    lines = tuple(
        PoolLine(
            member.id,
            member.user_id,
            member.user.name,
            member.employer,
            fields_of(member),
            member.state,
            served.get(member.user_id, 0),
            member.yearly_cap or cap,
            member.refusals,
            member.refusals >= most,
        )
        for member in page.items
    )
    return PoolPage(lines, page, bool(may_keep_pool(actor)))


@dataclass(frozen=True)
class PastPanel:
    """`url` is blank where the panel belongs to a program the reader does not see."""

    label: str
    url: str
    meets_at: datetime
    state: AppointmentState


@dataclass(frozen=True)
class ReviewerPage:
    id: UUID
    name: str
    email: str
    state: PoolState
    state_reason: str
    fields: tuple[Text, ...]
    employer: str
    employer_brn: str
    profile: str
    is_public_official: bool
    employments: str
    relations: str
    away: str
    cap: int | None
    refusals: int
    asks_for_action: bool
    added_by: str
    panels: tuple[PastPanel, ...]
    steps: tuple[PoolStep, ...]
    may_keep: bool


def _panel_url(session: Session, actor: Actor, panel_id: UUID) -> str:
    try:
        get_panel(session, actor, panel_id)
    except NotFound:
        return ""
    return url_for("reviews.panel", panel_id=panel_id)


def reviewer_page(session: Session, actor: Actor, member: PoolMember, now: datetime) -> ReviewerPage:
    may = bool(may_keep_pool(actor))
    return ReviewerPage(
        id=member.id,
        name=member.user.name,
        email=member.user.email,
        state=member.state,
        state_reason=member.state_reason,
        fields=fields_of(member),
        employer=member.employer,
        employer_brn=member.employer_brn,
        profile=member.profile,
        is_public_official=member.is_public_official,
        employments=write_lines(member.employments, EMPLOYMENT),
        relations=write_lines(member.relations, RELATION),
        away=write_lines(member.away, AWAY),
        cap=member.yearly_cap,
        refusals=member.refusals,
        asks_for_action=member.refusals >= refusals_in_row(session, now),
        added_by=get_user(session, member.added_by).name,
        panels=tuple(
            PastPanel(
                appointment.panel.label,
                _panel_url(session, actor, appointment.panel_id),
                appointment.panel.meets_at,
                appointment.state,
            )
            for appointment in list_of_user(session, member.user_id)
        ),
        steps=POOL_WORKFLOW.steps_from(member.state) if may else (),
        may_keep=may and member.state is not PoolState.REMOVED,
    )
