"""The secretary's board: who has handed in, who is here, what comes next; points only after the lock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.parameters.queries import value
from incubator.programs.models import Round
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Appointment, Assignment, Panel
from incubator.reviews.policy.sheets import may_keep_order, may_reopen
from incubator.reviews.queries import panel_day, sheets
from incubator.reviews.rules import scores
from incubator.reviews.rules.desk import has_quorum
from incubator.reviews.workflow import PANEL_WORKFLOW, AppointmentState, PanelState, PanelStep, SheetState
from incubator.web.i18n import chosen_locale

AFTER_LOCK = (PanelState.LOCKED, PanelState.CONFIRMED)


@dataclass(frozen=True)
class Person:
    """`done` of `given` sheets are handed in; `is_flat`: his totals tell applicants apart too little."""

    id: UUID
    no: int
    name: str
    state: AppointmentState
    is_seated: bool
    came_at: datetime | None
    left_at: datetime | None
    given: int
    done: int
    minutes_read: int
    is_flat: bool

    @property
    def is_here(self) -> bool:
        return self.came_at is not None and self.left_at is None


@dataclass(frozen=True)
class Cell:
    """What one reviewer has done for one application; `total` is empty before the lock."""

    sheet_id: UUID | None
    state: SheetState | None
    is_hindered: bool
    total: str


@dataclass(frozen=True)
class CaseRow:
    """`may_be_absent_at`: when the grace is over, None before the call."""

    id: UUID
    no: int
    receipt_no: str
    organisation: str
    title: str
    starts_at: datetime | None
    called_at: datetime | None
    absent_at: datetime | None
    may_be_absent_at: datetime | None
    cells: tuple[Cell, ...]
    spread: str


@dataclass(frozen=True)
class MayNow:
    order: bool
    attend: bool
    draw: bool
    shift: bool
    lock: bool
    reopen: bool
    return_: bool


@dataclass(frozen=True)
class BoardPage:
    panel_id: UUID
    round_id: UUID
    round_title: str
    panel: str
    stage: str
    state: PanelState
    state_reason: str
    meets_at: datetime
    place: str
    seed: str
    delay_minutes: int
    slot_minutes: int
    people: tuple[Person, ...]
    cases: tuple[CaseRow, ...]
    seated: int
    here: int
    has_quorum: bool
    quorum_thirds: int
    missing: int
    shows_points: bool
    may: MayNow
    now: datetime
    url: str


def board_page(session: Session, actor: Actor, panel: Panel, round_: Round, now: datetime) -> BoardPage:
    rows = panel_day.list_assignments(session, panel.id)
    shows_points = panel.state in AFTER_LOCK
    day = day_in_kst(now)
    thirds = value(session, "reviews.quorum_of_three", on=day)
    flat = _flat(rows, value(session, "reviews.flat_least_people", on=day))
    people = tuple(_person(one, rows, flat) for one in panel.appointments)
    seated = [one for one in people if one.is_seated]
    grace = timedelta(minutes=value(session, "reviews.absence_grace_minutes", on=day))
    cells = {
        (row.application_id, row.appointment_id): _cell(row, is_free=free, shows_points=shows_points)
        for row, free in rows
    }
    here = sum(one.is_here for one in seated)
    locale = chosen_locale()
    return BoardPage(
        panel_id=panel.id,
        round_id=panel.round_id,
        round_title=words(locale, round_.title, round_.title_en),
        panel=panel.label,
        stage=words(locale, panel.stage.label, panel.stage.label_en),
        state=panel.state,
        state_reason=panel.state_reason,
        meets_at=panel.meets_at,
        place=panel.place,
        seed=panel.seed,
        delay_minutes=panel.delay_minutes,
        slot_minutes=panel.slot_minutes,
        people=tuple(seated),
        cases=_cases(panel, seated, cells, grace),
        seated=len(seated),
        here=here,
        has_quorum=has_quorum(here, len(seated), thirds),
        quorum_thirds=thirds,
        missing=sum(_is_missing(row) for row in panel_day.list_counting(session, panel.id)),
        shows_points=shows_points,
        may=_may(actor, panel, round_),
        now=now,
        url=url_for("reviews.board", panel_id=panel.id),
    )


def _is_missing(assignment: Assignment) -> bool:
    sheet = assignment.sheet
    return sheet is None or sheet.state in (SheetState.OPEN, SheetState.RETURNED)


def _may(actor: Actor, panel: Panel, round_: Round) -> MayNow:
    runs, steps = bool(may_keep_order(actor, round_)), PANEL_WORKFLOW.steps_from(panel.state)
    is_scoring = panel.state is PanelState.SCORING
    return MayNow(
        order=runs,
        attend=runs and is_scoring,
        draw=runs and not panel.seed and panel.state in (PanelState.PLANNED, PanelState.INVITING, PanelState.SCORING),
        shift=runs and is_scoring and bool(panel.seed),
        lock=runs and PanelStep.LOCK in steps,
        reopen=PanelStep.REOPEN in steps and bool(may_reopen(actor, round_)),
        return_=runs and is_scoring,
    )


def _flat(rows: list[tuple[Assignment, bool]], least: int) -> set[UUID]:
    """Whose sheets that are in tell applicants apart too little; that they do is told, never the points."""
    totals: dict[UUID, dict[UUID, Decimal]] = {}
    for row, is_free in rows:
        if is_free and row.sheet and row.sheet.state in (SheetState.SUBMITTED, SheetState.LOCKED):
            points = sheets.points_of(row.sheet).values()
            totals.setdefault(row.appointment_id, {})[row.application_id] = sum(points, Decimal(0))
    return {found.evaluator for found in scores.flat_scores(totals, least_applicants=least)}


def _person(appointment: Appointment, rows: list[tuple[Assignment, bool]], flat: set[UUID]) -> Person:
    own = [row for row, is_free in rows if row.appointment_id == appointment.id and is_free]
    done = sum(row.sheet is not None and row.sheet.submitted_at is not None and not _is_missing(row) for row in own)
    return Person(
        id=appointment.id,
        no=appointment.no,
        name=appointment.user.name,
        state=appointment.state,
        is_seated=appointment.state in panel_day.SEATED,
        came_at=appointment.came_at,
        left_at=appointment.left_at,
        given=len(own),
        done=done,
        minutes_read=sum(row.sheet.reading_seconds for row in own if row.sheet) // 60,
        is_flat=appointment.id in flat,
    )


def _cell(row: Assignment, *, is_free: bool, shows_points: bool) -> Cell:
    sheet = row.sheet
    total = ""
    if shows_points and sheet is not None and sheet.state is SheetState.LOCKED:
        total = scores.written(sum(sheets.points_of(sheet).values(), Decimal(0)))
    return Cell(sheet.id if sheet else None, sheet.state if sheet else None, not is_free, total)


def _cases(
    panel: Panel, people: list[Person], cells: Mapping[tuple[UUID, UUID], Cell], grace: timedelta
) -> tuple[CaseRow, ...]:
    nothing = Cell(None, None, is_hindered=False, total="-")
    rows = []
    for case in sorted(panel.cases, key=lambda one: (one.no, one.id)):
        own = tuple(cells.get((case.application_id, person.id), nothing) for person in people)
        totals = [Decimal(cell.total) for cell in own if cell.total not in ("", "-")]
        rows.append(
            CaseRow(
                id=case.id,
                no=case.no,
                receipt_no=case.application.receipt_no or "",
                organisation=case.application.organisation.display_name,
                title=case.application.project_title,
                starts_at=case.starts_at,
                called_at=case.called_at,
                absent_at=case.absent_at,
                may_be_absent_at=case.called_at + grace if case.called_at else None,
                cells=own,
                spread=scores.written(max(totals) - min(totals)) if totals else "",
            )
        )
    return tuple(rows)
