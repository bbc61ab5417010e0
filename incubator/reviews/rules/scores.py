"""One score sheet: its shape, what may be written into it, what is missing, what deserves a second look (domain.md §2.4, §4.1).

Points are Decimals; a criterion's `step` says how finely it is scored.  Numbers a ministry may change are arguments.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from uuid import UUID

from incubator.core.text import Text, text

LONGEST_INPUT = 20
_NUMBER = re.compile(r"([+\-−]?)(\d{1,6}(?:\.\d{1,6})?)", re.ASCII)


class Mode(StrEnum):
    POINTS = "points"
    GRADES = "grades"


class Grade(StrEnum):
    EXCELLENT = "excellent"
    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    VERY_POOR = "very_poor"


class GradeTable(StrEnum):
    USUAL = "usual"
    WIDE = "wide"


GRADE_LABELS: Mapping[Grade, Text] = {
    Grade.EXCELLENT: text("매우우수"),
    Grade.GOOD: text("우수"),
    Grade.FAIR: text("보통"),
    Grade.POOR: text("미흡"),
    Grade.VERY_POOR: text("매우미흡"),
}
GRADE_PERCENTS: Mapping[GradeTable, Mapping[Grade, int]] = {
    GradeTable.USUAL: dict(zip(Grade, (100, 90, 80, 70, 60), strict=True)),
    GradeTable.WIDE: dict(zip(Grade, (100, 80, 60, 40, 20), strict=True)),
}
"""Share of the 배점 in percent (창업사업화 지원사업 평가 지침 별표 15 and its alternative)."""


@dataclass(frozen=True)
class Criterion:
    """평가 항목: `max_points` is the 배점; points come in multiples of `step`."""

    key: str
    title: str
    max_points: Decimal
    step: Decimal = Decimal(1)
    needs_reason: bool = False


@dataclass(frozen=True)
class Shape:
    """What an evaluator fills in, in the order of the form."""

    criteria: tuple[Criterion, ...]
    mode: Mode = Mode.POINTS
    grades: GradeTable = GradeTable.USUAL

    @property
    def full_points(self) -> Decimal:
        return sum((item.max_points for item in self.criteria), Decimal(0))

    def criterion(self, key: str) -> Criterion:
        """Raises KeyError for a criterion the sheet does not have."""
        found = next((item for item in self.criteria if item.key == key), None)
        if found is None:
            raise KeyError(key)
        return found


@dataclass(frozen=True)
class Reading:
    """What one input says: points, nothing yet (both None), or why it cannot be taken."""

    points: Decimal | None = None
    problem: Text | None = None


def written(points: Decimal) -> str:
    """`84.5`, `30`: without noughts nobody wrote."""
    plain = format(points, "f")
    return (plain.rstrip("0").rstrip(".") if "." in plain else plain) or "0"


def read_input(shape: Shape, key: str, raw: str) -> Reading:
    """What was typed or chosen for a criterion.  Blank is no mistake here: a sheet is filled in step by step.

    Points may come in full-width digits and with `점`; a grade by its code or its Korean word.
    """
    criterion = shape.criterion(key)
    plain = unicodedata.normalize("NFKC", raw).strip()
    if not plain:
        return Reading()
    if shape.mode is Mode.GRADES:
        return _read_grade(criterion, plain, shape.grades)
    return _read_points(criterion, plain)


def _read_grade(criterion: Criterion, plain: str, table: GradeTable) -> Reading:
    for grade, label in GRADE_LABELS.items():
        if plain in (grade.value, str(label)):
            return Reading(points_of_grade(criterion, grade, table))
    return Reading(
        problem=text("%(title)s: 매우우수·우수·보통·미흡·매우미흡 가운데 하나를 고르세요.", title=criterion.title)
    )


def points_of_grade(criterion: Criterion, grade: Grade, table: GradeTable) -> Decimal:
    """The grade's share of the 배점, exact; the step of points does not bind it."""
    return criterion.max_points * GRADE_PERCENTS[table][grade] / 100


def _read_points(criterion: Criterion, plain: str) -> Reading:
    found = _NUMBER.fullmatch(plain.removesuffix("점").rstrip()) if len(plain) <= LONGEST_INPUT else None
    if not found:
        return Reading(
            problem=text(
                "%(title)s: 점수는 숫자로 적어 주세요(예: %(most)s).",
                title=criterion.title,
                most=written(criterion.max_points),
            )
        )
    points = Decimal(found[2]) * (-1 if found[1] in ("-", "−") else 1)
    return Reading(points + 0) if (problem := points_problem(criterion, points)) is None else Reading(problem=problem)


def points_problem(criterion: Criterion, points: Decimal) -> Text | None:
    """Why these points cannot stand, None when they can: 0 to the 배점, in multiples of the step."""
    if not points.is_finite() or not 0 <= points <= criterion.max_points:
        return text(
            "%(title)s: 0점부터 %(most)s점까지 줄 수 있습니다. 적은 점수는 %(points)s점입니다.",
            title=criterion.title,
            most=written(criterion.max_points),
            points=written(points) if points.is_finite() else str(points),
        )
    if points % criterion.step:
        return text(
            "%(title)s: 점수는 %(step)s점 간격으로 줍니다. %(points)s점은 줄 수 없습니다.",
            title=criterion.title,
            step=written(criterion.step),
            points=written(points),
        )
    return None


def total_of(shape: Shape, points: Mapping[str, Decimal]) -> Decimal:
    """The sum of what is filled in; keys the sheet does not have raise KeyError."""
    return sum((points[shape.criterion(key).key] for key in points), Decimal(0))


@dataclass(frozen=True)
class Missing:
    """What keeps a sheet from being handed in; `criterion` is None for the overall comment."""

    criterion: str | None
    problem: Text


def length_of(comment: str) -> int:
    """Characters that say something: spaces and line ends do not count."""
    return len("".join(comment.split()))


def missing_before_submit(
    shape: Shape,
    points: Mapping[str, Decimal],
    comment: str,
    reasons: Mapping[str, str],
    *,
    least_comment: int,
    deviating: Collection[str] = (),
) -> tuple[Missing, ...]:
    """What is still to be written, in the order of the form.  `deviating` names criteria far from the panel's mean."""
    found = []
    for item in shape.criteria:
        if item.key not in points:
            found.append(Missing(item.key, text("%(title)s: 점수가 비어 있습니다.", title=item.title)))
        if length_of(reasons.get(item.key, "")):
            continue
        if item.needs_reason:
            found.append(
                Missing(item.key, text("%(title)s: 이 항목은 점수를 준 이유를 적어 주세요.", title=item.title))
            )
        elif item.key in deviating:
            found.append(
                Missing(
                    item.key,
                    text("%(title)s: 위원 평균과 차이가 큽니다. 점수를 고치거나 사유를 적어 주세요.", title=item.title),
                )
            )
    length = length_of(comment)
    if length < least_comment:
        found.append(
            Missing(
                None,
                text(
                    "종합 의견은 띄어쓰기를 빼고 %(least)d자 이상 적어 주세요. 지금은 %(length)d자입니다.",
                    least=least_comment,
                    length=length,
                ),
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class Deviation:
    """An evaluator's item that is further from the panel's mean than `limit` points.  `mean` has six places."""

    criterion: str
    points: Decimal
    mean: Decimal
    limit: Decimal


def deviations(
    shape: Shape, sheets: Mapping[UUID, Mapping[str, Decimal]], evaluator: UUID, *, percent: Decimal = Decimal(10)
) -> tuple[Deviation, ...]:
    """Items of this evaluator further than `percent` of the 배점 from the mean of all sheets, his own included.

    Exactly the limit is no deviation.  The comparison multiplies instead of dividing, so nothing is rounded before it.
    """
    found = []
    for item in shape.criteria:
        given = [sheet[item.key] for sheet in sheets.values() if item.key in sheet]
        own = sheets.get(evaluator, {}).get(item.key)
        if own is None or len(given) < 2:
            continue
        total, count = sum(given, Decimal(0)), len(given)
        if abs(own * count - total) * 100 > item.max_points * percent * count:
            mean = (total / count).quantize(Decimal("0.000001"), ROUND_HALF_UP)
            found.append(Deviation(item.key, own, mean, item.max_points * percent / 100))
    return tuple(found)


@dataclass(frozen=True)
class Flat:
    """An evaluator whose totals tell applicants apart by no more than the spread allowed."""

    evaluator: UUID
    applicants: int
    lowest: Decimal
    highest: Decimal


def flat_scores(
    totals: Mapping[UUID, Mapping[UUID, Decimal]], *, least_applicants: int = 3, spread: Decimal = Decimal(0)
) -> tuple[Flat, ...]:
    """Evaluators without discrimination among applicants; `totals`: evaluator → application → total.

    Who has scored fewer than `least_applicants` cannot be told flat.
    """
    found = []
    for evaluator, by_application in totals.items():
        values = by_application.values()
        if len(values) >= max(2, least_applicants) and max(values) - min(values) <= spread:
            found.append(Flat(evaluator, len(values), min(values), max(values)))
    return tuple(sorted(found, key=lambda flat: str(flat.evaluator)))


def read_too_briefly(times: Mapping[UUID, timedelta], least: timedelta) -> tuple[UUID, ...]:
    """Applications whose plan was open for less than `least` before it was scored, in the order of their ids."""
    return tuple(sorted((key for key, spent in times.items() if spent < least), key=str))
