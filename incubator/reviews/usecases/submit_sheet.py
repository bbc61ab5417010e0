"""Hand a score sheet in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, NotFound, Stale
from incubator.core.ids import new_id
from incubator.core.text import Text, text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.parameters.queries import value
from incubator.reviews.events.sheets import SheetSubmitted
from incubator.reviews.models import Assignment, ScoreSheet, SheetVersion
from incubator.reviews.policy.sheets import may_score
from incubator.reviews.queries import sheets
from incubator.reviews.rules import scores
from incubator.reviews.usecases.ask_about_deviations import ask_about_deviations, standing_apart


def submit_sheet(*, actor: Actor, assignment_id: UUID, seen: int, now: datetime) -> None:
    """What was saved is handed in and kept as it is; when it is the last of its application, who stands apart is asked.

    Raises NotFound, Forbidden, StepNotAllowed, Stale (saved in another window since `seen`), Invalid with every blank
    by field (`p.<key>`, `r.<key>`, `d.<key>`, `comment`).
    """
    with unit_of_work() as work:
        assignment = sheets.get_for_change(work.session, actor, assignment_id)
        may_score(actor, assignment, now).enforce()
        sheet = assignment.sheet
        if sheet is None:
            raise NotFound
        if seen != sheet.version:
            raise Stale(
                text("다른 창에서 먼저 저장한 내용이 있습니다."),
                how=text("저장된 내용을 확인하고 다시 제출해 주세요."),
            )
        _check_blanks(work, assignment, sheet, now)
        sheet.submit(at=now)
        sheet.updated_at = now
        version = _keep_version(work, actor, assignment, sheet, now)
        panel = assignment.appointment.panel
        work.record(
            SheetSubmitted(
                stamp=actor.stamp(now),
                panel_id=panel.id,
                round_id=panel.round_id,
                sheet_id=sheet.id,
                application_id=assignment.application_id,
                number=sheet.number,
                sha256=version.sha256,
            )
        )
        work.session.flush()
        ask_about_deviations(work, panel=panel, application_id=assignment.application_id, now=now)


def _check_blanks(work: Work, assignment: Assignment, sheet: ScoreSheet, now: datetime) -> None:
    panel = assignment.appointment.panel
    least = value(work.session, "reviews.comment_least", on=day_in_kst(now))
    blanks = blanks_of(sheets.shape_of(panel), sheet, least, apart=_apart(work, assignment, sheet, now))
    if blanks:
        raise Invalid(
            text("아직 적지 않은 곳이 %(count)d가지 있어 제출하지 못했습니다.", count=len(blanks)),
            how=text("아래에 표시한 곳을 채운 뒤 다시 제출해 주세요. 적은 내용은 저장되어 있습니다."),
            problems={field: (problem,) for field, problem in blanks.items()},
        )


def _apart(work: Work, assignment: Assignment, sheet: ScoreSheet, now: datetime) -> frozenset[str]:
    """What he was asked about and is still so: the others may have adjusted their points meanwhile."""
    if not sheet.asked:
        return frozenset()
    panel = assignment.appointment.panel
    found = sheets.list_sheets_in(work.session, assignment.application_id, panel.id)
    standing = standing_apart(work, panel=panel, found=found, appointment_id=assignment.appointment_id, now=now)
    return frozenset(item.criterion for item in standing) & {row["criterion_key"] for row in sheet.asked}


def blanks_of(
    shape: scores.Shape, sheet: ScoreSheet, least_comment: int, *, apart: frozenset[str]
) -> Mapping[str, Text]:
    """Everything that keeps the sheet from being handed in, by field, in the order of the form."""
    points, reasons = sheets.points_of(sheet), {row.criterion.key: row.reason for row in sheet.scores}
    missing = scores.missing_before_submit(shape, points, sheet.comment, reasons, least_comment=least_comment)
    found: dict[str, Text] = {}
    for item in missing:
        if item.criterion is None:
            found["comment"] = item.problem
        else:
            found["r." + item.criterion if item.criterion in points else _field(item, found)] = item.problem
    told = {row.criterion.key for row in sheet.scores if scores.length_of(row.deviation_reason)}
    for key in (item.key for item in shape.criteria if item.key in apart - told):
        found[f"d.{key}"] = text(
            "%(title)s: 위원 평균과 차이가 큽니다. 점수를 고치거나 사유를 적어 주세요.",
            title=shape.criterion(key).title,
        )
    return found


def _field(item: scores.Missing, found: Mapping[str, Text]) -> str:
    """A criterion without points may lack its reason, too: points first."""
    return f"r.{item.criterion}" if f"p.{item.criterion}" in found else f"p.{item.criterion}"


def _keep_version(work: Work, actor: Actor, assignment: Assignment, sheet: ScoreSheet, now: datetime) -> SheetVersion:
    content = _content(sheets.shape_of(assignment.appointment.panel), sheet)
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True)
    version = SheetVersion(
        id=new_id(),
        sheet_id=sheet.id,
        number=sheet.number,
        content=content,
        sha256=hashlib.sha256(plain.encode()).hexdigest(),
        at=now,
        address=actor.address or "",
    )
    work.session.add(version)
    return version


def _content(shape: scores.Shape, sheet: ScoreSheet) -> dict[str, Any]:
    points = sheets.points_of(sheet)
    rows = {row.criterion.key: row for row in sheet.scores}
    return {
        "scores": [
            {
                "key": item.key,
                "points": scores.written(points[item.key]),
                "reason": rows[item.key].reason,
                "deviation_reason": rows[item.key].deviation_reason,
            }
            for item in shape.criteria
        ],
        "comment": sheet.comment,
        "total": scores.written(scores.total_of(shape, points)),
        "reading_seconds": sheet.reading_seconds,
    }
