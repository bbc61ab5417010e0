"""The scoring desk: a reviewer's queue, and one plan with its score sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from flask import url_for
from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.text import Text, text
from incubator.parameters.queries import value
from incubator.programs.models import Criterion
from incubator.questionnaires.pages import AnswerSection, FileUrls, FileView, answer_sections, files_of
from incubator.questionnaires.rules.definition import words
from incubator.reviews.models import Appointment, Assignment, Score, ScoreSheet
from incubator.reviews.queries import plans, sheets
from incubator.reviews.rules import scores
from incubator.reviews.rules.desk import TypedSheet
from incubator.reviews.usecases.ask_about_deviations import ASKED
from incubator.reviews.workflow import SHEET_WORKFLOW, SheetState, SheetStep
from incubator.web.i18n import chosen_locale, tr

NOBODY = UUID(int=0)
VIEWABLE = (".pdf", ".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class QueueRow:
    url: str
    no: int
    receipt_no: str
    title: str
    organisation: str
    state: SheetState
    total: str
    is_absent: bool
    is_waiting: bool


@dataclass(frozen=True)
class QueuePage:
    """`undeclared`: given to him and not yet said to be free for; `next_url`: the first one to hand in."""

    panel_id: UUID
    panel: str
    stage: str
    full_points: str
    ends_at: datetime
    is_blind: bool
    rows: tuple[QueueRow, ...]
    left: int
    undeclared: int
    declarations_url: str
    next_url: str


def queue_page(session: Session, actor: Actor, appointment: Appointment, now: datetime) -> QueuePage:
    panel = appointment.panel
    found = sheets.list_queue(session, actor, panel.id)
    rows = tuple(_queue_row(session, assignment, no, absent, now) for assignment, no, absent in found)
    return QueuePage(
        panel_id=panel.id,
        panel=panel.label,
        stage=words(chosen_locale(), panel.stage.label, panel.stage.label_en),
        full_points=scores.written(sheets.shape_of(panel).full_points),
        ends_at=panel.access_ends_at,
        is_blind=panel.is_blind,
        rows=rows,
        left=sum(row.is_waiting for row in rows),
        undeclared=sheets.count_undeclared(session, actor, panel.id),
        declarations_url=url_for("reviews.declarations", appointment_id=appointment.id),
        next_url=next((row.url for row in rows if row.is_waiting), ""),
    )


def _queue_row(
    session: Session, assignment: Assignment, no: int, absent_at: datetime | None, now: datetime
) -> QueueRow:
    application, is_blind = assignment.application, assignment.appointment.panel.is_blind
    points = sheets.points_of(assignment.sheet) if assignment.sheet else {}
    return QueueRow(
        url=url_for("reviews.sheet", assignment_id=assignment.id),
        no=no,
        receipt_no=application.receipt_no or "",
        title=plans.blind_title(session, application, now) if is_blind else application.project_title,
        organisation="" if is_blind else application.organisation.display_name,
        state=assignment.sheet.state if assignment.sheet else SheetState.OPEN,
        total=scores.written(sum(points.values(), Decimal(0))) if points else "–",
        is_absent=absent_at is not None,
        is_waiting=sheets.is_waiting(assignment, absent_at),
    )


@dataclass(frozen=True)
class Paper:
    """A file; `view_url` when a browser can show it beside the sheet."""

    file: FileView
    view_url: str


@dataclass(frozen=True)
class CriterionRow:
    """`theirs` is what another window has stored; `problems` by "p" (points), "r" (reason), "d" (standing apart)."""

    key: str
    no: int
    title: str
    group: str
    guidance: str
    most: str
    step: str
    points: str
    reason: str
    needs_reason: bool
    apart: str
    is_asked: bool
    problems: Mapping[str, Text]
    theirs: str


@dataclass(frozen=True)
class Given:
    """What was typed and not kept, and why; `conflict`: another window has saved meanwhile."""

    typed: TypedSheet | None = None
    problems: Mapping[str, Text] = field(default_factory=dict)
    conflict: bool = False


@dataclass(frozen=True)
class SheetPage:
    id: UUID
    panel_id: UUID
    panel: str
    no: int
    receipt_no: str
    title: str
    organisation: str
    version_no: int
    papers: tuple[Paper, ...]
    first_view_url: str
    answers: tuple[AnswerSection, ...]
    criteria: tuple[CriterionRow, ...]
    grades: tuple[tuple[str, Text], ...]
    full_points: str
    total: str
    comment: str
    comment_theirs: str
    comment_problem: Text | None
    least_comment: int
    state: SheetState
    seen: int
    may_write: bool
    returned: str
    ends_at: datetime
    is_blind: bool
    left: int
    before_url: str
    after_url: str


def sheet_page(session: Session, actor: Actor, assignment: Assignment, given: Given, now: datetime) -> SheetPage:
    panel, sheet = assignment.appointment.panel, assignment.sheet
    assert sheet is not None
    plan = plans.plan_of(session, assignment.application, now, is_blind=panel.is_blind)
    papers = _papers(plan, assignment.id)
    queue = sheets.list_queue(session, actor, panel.id)
    at = next(place for place, (row, _, _) in enumerate(queue) if row.id == assignment.id)
    typed_comment = given.typed.comment if given.typed else sheet.comment
    shape = sheets.shape_of(panel)
    return SheetPage(
        id=assignment.id,
        panel_id=panel.id,
        panel=panel.label,
        no=queue[at][1],
        receipt_no=assignment.application.receipt_no or "",
        title=plan.title,
        organisation=plan.organisation,
        version_no=plan.number,
        papers=papers,
        first_view_url=next((paper.view_url for paper in papers if paper.view_url), ""),
        answers=answer_sections(plan.form, plan.answers, urls=_urls(assignment.id), locale=chosen_locale()),
        criteria=_criteria(assignment, sheet, given),
        grades=tuple(scores.GRADE_LABELS.items()) if panel.is_graded else (),
        full_points=scores.written(shape.full_points),
        total=scores.written(scores.total_of(shape, sheets.points_of(sheet))),
        comment=typed_comment,
        comment_theirs=sheet.comment if given.conflict and typed_comment != sheet.comment else "",
        comment_problem=given.problems.get("comment"),
        least_comment=value(session, "reviews.comment_least", on=day_in_kst(now)),
        state=sheet.state,
        seen=sheet.version,
        may_write=SheetStep.SAVE in SHEET_WORKFLOW.steps_from(sheet.state),
        returned=_returned(sheet),
        ends_at=panel.access_ends_at,
        is_blind=panel.is_blind,
        left=sum(sheets.is_waiting(row, absent) for row, _, absent in queue),
        before_url=_address(queue[at - 1][0]) if at else "",
        after_url=_address(queue[at + 1][0]) if at + 1 < len(queue) else "",
    )


def _papers(plan: plans.Plan, assignment_id: UUID) -> tuple[Paper, ...]:
    return tuple(
        Paper(file, f"{file.download_url}?inline=1" if file.name.lower().endswith(VIEWABLE) else "")
        for file in files_of("", plan.files, _urls(assignment_id))
    )


def _returned(sheet: ScoreSheet) -> str:
    if sheet.state is not SheetState.RETURNED:
        return ""
    return tr(ASKED) if sheet.returned_reason == ASKED.msgid else sheet.returned_reason


def _address(assignment: Assignment) -> str:
    return url_for("reviews.sheet", assignment_id=assignment.id)


def _urls(assignment_id: UUID) -> FileUrls:
    address = url_for("reviews.sheet_file", assignment_id=assignment_id, file_id=NOBODY)
    return FileUrls(upload="", remove="", download=address.replace(str(NOBODY), "{file_id}"))


def _criteria(assignment: Assignment, sheet: ScoreSheet, given: Given) -> tuple[CriterionRow, ...]:
    panel = assignment.appointment.panel
    shape, kept = sheets.shape_of(panel), {row.criterion.key: row for row in sheet.scores}
    own = {row.criterion.key: row.tenths for row in sheet.scores}
    asked = {row["criterion_key"] for row in sheet.asked if own.get(row["criterion_key"]) == row["own_tenths"]}
    rows = sorted(panel.stage.criteria, key=lambda row: row.position)
    return tuple(
        _criterion(no, row, shape, kept.get(row.key), given, is_asked=row.key in asked)
        for no, row in enumerate(rows, start=1)
    )


def _criterion(
    no: int, row: Criterion, shape: scores.Shape, kept: Score | None, given: Given, *, is_asked: bool
) -> CriterionRow:
    locale, typed, key = chosen_locale(), given.typed or TypedSheet(), row.key
    points = _points(shape, key, kept)
    reason, apart = (kept.reason, kept.deviation_reason) if kept else ("", "")
    shown = (typed.points.get(key, points), typed.reasons.get(key, reason), typed.deviations.get(key, apart))
    differs = given.conflict and shown != (points, reason, apart)
    return CriterionRow(
        key=key,
        no=no,
        title=words(locale, row.label, row.label_en),
        group=words(locale, row.group, row.group_en),
        guidance=words(locale, row.guidance, row.guidance_en),
        most=str(row.points),
        step=scores.written(shape.criterion(key).step),
        points=shown[0],
        reason=shown[1],
        needs_reason=row.needs_reason,
        apart=shown[2],
        is_asked=is_asked or bool(apart),
        problems={part: problem for part in "prd" if (problem := given.problems.get(f"{part}.{key}"))},
        theirs=" · ".join(filter(None, (_said(kept), reason, apart))) if differs else "",
    )


def _points(shape: scores.Shape, key: str, kept: Score | None) -> str:
    """As the field holds them: points as typed, a grade by its code."""
    if kept is None or kept.tenths is None:
        return ""
    if shape.mode is scores.Mode.POINTS:
        return scores.written(sheets.tenths(kept.tenths))
    criterion = shape.criterion(key)
    return next(
        (
            grade.value
            for grade in scores.Grade
            if scores.points_of_grade(criterion, grade, shape.grades) == sheets.tenths(kept.tenths)
        ),
        "",
    )


def _said(kept: Score | None) -> str:
    if kept is None or kept.tenths is None:
        return tr(text("점수 없음"))
    return tr(text("%(points)s점", points=scores.written(sheets.tenths(kept.tenths))))
