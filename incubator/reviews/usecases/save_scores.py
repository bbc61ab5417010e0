"""Keep what a reviewer has written so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, NotFound, Stale
from incubator.core.ids import new_id
from incubator.core.text import Text, text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.parameters.queries import value
from incubator.reviews.events.sheets import SheetSaved
from incubator.reviews.models import Assignment, Score, ScoreSheet
from incubator.reviews.policy.sheets import may_score
from incubator.reviews.queries import sheets
from incubator.reviews.rules import scores
from incubator.reviews.rules.desk import LONGEST_COMMENT, LONGEST_REASON, TypedSheet, checked_words, seconds_read

Fields = Mapping[str, tuple[int | None, str, str]]
"""By criterion: tenths, reason, reason for standing apart."""


@dataclass(frozen=True)
class Saved:
    """`problems`: fields that could not be taken (`p.<key>`, `r.<key>`, `d.<key>`, `comment`), all others are kept."""

    version: int
    problems: Mapping[str, Text]
    total: Decimal


def save_scores(*, actor: Actor, assignment_id: UUID, typed: TypedSheet, seen: int, now: datetime) -> Saved:
    """What can be taken is kept, what cannot is told by field.  `seen` is the version of the page it was written on.

    Raises NotFound, Forbidden, StepNotAllowed (handed in), Stale (another window has saved meanwhile; nothing is kept
    then, and the page shows both).
    """
    with unit_of_work() as work:
        assignment = sheets.get_for_change(work.session, actor, assignment_id)
        may_score(actor, assignment, now).enforce()
        sheet = assignment.sheet
        if sheet is None:
            raise NotFound
        shape = sheets.shape_of(assignment.appointment.panel)
        problems, wanted, comment = _read(shape, sheet, typed)
        if wanted == stored_fields(shape, sheet) and comment == sheet.comment:
            work.bookkeeping = True  # nothing to say of nothing
        elif seen != sheet.version:
            raise Stale(
                text("다른 창에서 먼저 저장한 내용이 있습니다."),
                how=text("아래에서 두 내용을 견주어 보고 남길 것을 저장해 주세요."),
            )
        else:
            sheet.save(at=now)
            sheet.comment = comment
            _keep(work, actor, assignment, wanted, now)
        most = value(work.session, "reviews.gap_most_seconds", on=day_in_kst(now))
        added = seconds_read(sheet.read_until, now, most)
        sheets.mark_reading(work.session, sheet.id, sheet.reading_seconds + added, now)
        given = [tenths for tenths, _, _ in wanted.values() if tenths is not None]
        return Saved(sheet.version, problems, Decimal(sum(given)) / 10)


def stored_fields(shape: scores.Shape, sheet: ScoreSheet) -> Fields:
    """The sheet as it is kept, every criterion of its form among them."""
    kept = {row.criterion.key: (row.tenths, row.reason, row.deviation_reason) for row in sheet.scores}
    return {item.key: kept.get(item.key, (None, "", "")) for item in shape.criteria}


def _read(shape: scores.Shape, sheet: ScoreSheet, typed: TypedSheet) -> tuple[dict[str, Text], Fields, str]:
    """Problems by field, and the sheet as it is to be: what was refused or not sent stays as it is kept."""
    problems: dict[str, Text] = {}
    wanted = {
        key: (
            _tenths(shape, key, typed.points.get(key), tenths, problems),
            _words(typed.reasons.get(key), reason, f"r.{key}", LONGEST_REASON, problems),
            _words(typed.deviations.get(key), apart, f"d.{key}", LONGEST_REASON, problems),
        )
        for key, (tenths, reason, apart) in stored_fields(shape, sheet).items()
    }
    comment = _words(typed.comment, sheet.comment, "comment", LONGEST_COMMENT, problems)
    return problems, wanted, comment


def _tenths(shape: scores.Shape, key: str, raw: str | None, kept: int | None, problems: dict[str, Text]) -> int | None:
    if raw is None:
        return kept
    reading = scores.read_input(shape, key, raw)
    if reading.problem:
        problems[f"p.{key}"] = reading.problem
        return kept
    return None if reading.points is None else int(reading.points * 10)


def _words(raw: str | None, kept: str, field: str, most: int, problems: dict[str, Text]) -> str:
    if raw is None:
        return kept
    try:
        return checked_words(raw, most)
    except Invalid as error:
        problems[field] = error.message
        return kept


def _keep(work: Work, actor: Actor, assignment: Assignment, wanted: Fields, now: datetime) -> None:
    sheet = assignment.sheet
    assert sheet is not None
    rows = {row.criterion_id: row for row in sheet.scores}
    panel = assignment.appointment.panel
    for criterion in panel.stage.criteria:
        tenths, reason, apart = wanted[criterion.key]
        row = rows.get(criterion.id)
        if row is None:
            row = Score(id=new_id(), sheet_id=sheet.id, criterion_id=criterion.id)
            work.session.add(row)
        row.tenths, row.reason, row.deviation_reason = tenths, reason, apart
    work.session.flush()
    work.record(
        SheetSaved(
            stamp=actor.stamp(now),
            panel_id=panel.id,
            round_id=panel.round_id,
            sheet_id=sheet.id,
            application_id=assignment.application_id,
        )
    )
