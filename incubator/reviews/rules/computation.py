"""The computation sheet (집계표): from score sheets to published scores, every input and step kept (domain.md §4.1, §4.4).

Per applicant and stage: n sheets; from `trim_least` on, one lowest and one highest total are dropped, and the mean of the
rest is M.  M is rounded once, half up, for print; stages are weighted on their exact means and rounded once; bonus and
deductions follow.  What is printed decides rank and floor.  Fractions carry the exact values, so nothing is rounded twice.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from incubator.reviews.rules.entries import Entry, Plan, Sheet, StageEntry, StagePlan
from incubator.reviews.rules.rounding import cut_off, half_up, tidy

LEAST_TRIM = 3


class Standing(StrEnum):
    RANKED = "ranked"
    BELOW_FLOOR = "below_floor"
    ABSENT = "absent"
    NOT_SCORED = "not_scored"


@dataclass(frozen=True)
class ItemSum:
    """A criterion over the kept sheets: the mean is `sum` / kept, exactly."""

    key: str
    max_points: Decimal
    sum: Decimal
    below_floor: bool


@dataclass(frozen=True)
class StageMean:
    """M of a stage with the way to it.  `lowest` and `highest` are the dropped sheets' seats; `unrounded` is cut off."""

    key: str
    entry: StageEntry
    n: int
    lowest: int | None
    highest: int | None
    kept: tuple[int, ...]
    sum: Decimal
    unrounded: Decimal | None
    rounded: Decimal | None
    items: tuple[ItemSum, ...]
    below_floor: bool

    @property
    def exact(self) -> Fraction:
        """M as it is.  Raises ZeroDivisionError when nobody scored."""
        return Fraction(self.sum) / len(self.kept)


@dataclass(frozen=True)
class Line:
    """One applicant of the sheet.  `weighted` is Σ weight × exact M, cut off; `main` the same rounded; F is `final`.

    `standard` is what took the place of M where groups were standardised.  `rank` is "1, 2, 2, 4" before ties are broken.
    """

    application: UUID
    standing: Standing
    stages: tuple[StageMean, ...]
    bonuses: tuple[tuple[str, Decimal], ...]
    deductions: tuple[tuple[str, Decimal], ...]
    bonus_sum: Decimal
    bonus: Decimal
    deduction: Decimal
    weighted: Decimal | None
    main: Decimal | None
    final: Decimal | None
    rank: int | None = None
    standard: Decimal | None = None


@dataclass(frozen=True)
class Computation:
    """The whole sheet with its settings; `records.digest_of` of it is what the panel signs."""

    plan: Plan
    lines: tuple[Line, ...]

    def line(self, application: UUID) -> Line:
        """Raises KeyError for an applicant the sheet does not have."""
        found = next((line for line in self.lines if line.application == application), None)
        if found is None:
            raise KeyError(application)
        return found


def compute(plan: Plan, entries: Iterable[Entry]) -> Computation:
    """The sheet of these entries, whatever their order; best first.

    Raises ValueError for what cannot be meant: a sheet of other criteria, an evaluator or applicant twice, points below
    nought or above the 배점, weights that are not 100 in sum, a trim from fewer than three.
    """
    _check(plan)
    lines = [_line(plan, entry) for entry in entries]
    if len({line.application for line in lines}) != len(lines):
        raise ValueError("an applicant stands in the sheet twice")
    return Computation(plan, ranked(lines))


def entry_of(line: Line) -> Entry:
    """What was put in for this line: `compute(plan, map(entry_of, lines))` gives the sheet again."""
    return Entry(line.application, tuple(mean.entry for mean in line.stages), line.bonuses, line.deductions)


def _check(plan: Plan) -> None:
    if not plan.stages or sum(stage.weight_percent for stage in plan.stages) != 100:
        raise ValueError("weights of stages are 100 in sum")
    if any(stage.trim_least < LEAST_TRIM for stage in plan.stages):
        raise ValueError("a trim leaves at least one sheet")


def _line(plan: Plan, entry: Entry) -> Line:
    found = {stage.key: stage for stage in entry.stages}
    if len(found) != len(entry.stages) or set(found) != {stage.key for stage in plan.stages}:
        raise ValueError("an entry has each stage of the plan once")
    extras = [points for _, points in (*entry.bonuses, *entry.deductions)]
    if any(not points.is_finite() or points < 0 for points in extras):
        raise ValueError("bonus and deduction are not negative")
    bonus_sum = sum((points for _, points in entry.bonuses), Decimal(0))
    bonus = min(bonus_sum, plan.bonus_cap)
    deduction = sum((points for _, points in entry.deductions), Decimal(0))
    means = tuple(_mean(stage, found[stage.key], bonus - deduction) for stage in plan.stages)
    line = Line(
        entry.application, _standing(means), means, _sorted(entry.bonuses), _sorted(entry.deductions),
        tidy(bonus_sum), tidy(bonus), tidy(deduction), None, None, None,
    )  # fmt: skip
    if line.standing in (Standing.ABSENT, Standing.NOT_SCORED):
        return line
    weighted = sum(
        (Fraction(stage.weight_percent) / 100 * mean.exact for stage, mean in zip(plan.stages, means, strict=True)),
        Fraction(0),
    )
    final = final_of(plan, weighted, line)
    return replace(line, weighted=cut_off(weighted), main=half_up(weighted, plan.scale), final=final)


def final_of(plan: Plan, main: Decimal | Fraction, line: Line) -> Decimal:
    """F = M + B − D, rounded once, at most `final_cap`."""
    final = half_up(Fraction(main) + Fraction(line.bonus) - Fraction(line.deduction), plan.scale)
    return final if plan.final_cap is None else min(final, half_up(plan.final_cap, plan.scale))


def _sorted(rows: tuple[tuple[str, Decimal], ...]) -> tuple[tuple[str, Decimal], ...]:
    return tuple(sorted((key, tidy(points)) for key, points in rows))


def _standing(means: tuple[StageMean, ...]) -> Standing:
    if any(mean.entry.absent for mean in means):
        return Standing.ABSENT
    if any(not mean.kept for mean in means):
        return Standing.NOT_SCORED
    return Standing.BELOW_FLOOR if any(mean.below_floor for mean in means) else Standing.RANKED


def _mean(stage: StagePlan, entry: StageEntry, extra: Decimal) -> StageMean:
    """`extra` is bonus less deductions; it counts for the floor only where the stage says so."""
    entry = _tidied(stage, entry)
    by_total = sorted(entry.sheets, key=lambda sheet: (sheet.total, sheet.seat))
    trims = len(by_total) >= stage.trim_least
    kept = sorted(by_total[1:-1] if trims else by_total, key=lambda sheet: sheet.seat)
    mean = StageMean(
        key=stage.key,
        entry=entry,
        n=len(by_total),
        lowest=by_total[0].seat if trims else None,
        highest=by_total[-1].seat if trims else None,
        kept=tuple(sheet.seat for sheet in kept),
        sum=tidy(sum((sheet.total for sheet in kept), Decimal(0))),
        unrounded=None,
        rounded=None,
        items=_items(stage, kept),
        below_floor=False,
    )
    if not kept:
        return mean
    rounded = half_up(mean.exact, stage.scale)
    compared = rounded + extra if stage.floor_includes_bonus else rounded
    below = compared < stage.floor or any(item.below_floor for item in mean.items)
    return replace(mean, unrounded=cut_off(mean.exact), rounded=rounded, below_floor=below)


def _tidied(stage: StagePlan, entry: StageEntry) -> StageEntry:
    """Sheets in the order of seats, items in the order of the form.  Raises ValueError for what cannot stand in it."""
    keys = [key for key, _ in stage.criteria]
    most = dict(stage.criteria)
    people = [sheet.evaluator for sheet in entry.sheets] + [row.evaluator for row in entry.left_out]
    seats = [sheet.seat for sheet in entry.sheets]
    if len(set(people)) != len(people) or len(set(seats)) != len(seats):
        raise ValueError("an evaluator or a seat stands in the entry twice")
    sheets = []
    for sheet in entry.sheets:
        items = dict(sheet.items)
        if len(items) != len(sheet.items) or set(items) != set(keys):
            raise ValueError("a sheet has each criterion of the stage once")
        if any(not points.is_finite() or not 0 <= points <= most[key] for key, points in items.items()):
            raise ValueError("points lie between nought and the 배점")
        sheets.append(replace(sheet, items=tuple((key, tidy(items[key])) for key in keys)))
    return replace(
        entry,
        sheets=tuple(sorted(sheets, key=lambda sheet: sheet.seat)),
        left_out=tuple(sorted(entry.left_out, key=lambda row: (row.seat, str(row.evaluator)))),
    )


def _items(stage: StagePlan, kept: list[Sheet]) -> tuple[ItemSum, ...]:
    """Sums of the criteria over the kept sheets, so that a criterion's mean and M come from the same evaluators."""
    sums = {key: Decimal(0) for key, _ in stage.criteria}
    for sheet in kept:
        for key, points in sheet.items:
            sums[key] += points
    share = stage.item_floor_percent
    return tuple(
        ItemSum(
            key,
            tidy(most),
            tidy(sums[key]),
            bool(kept) and share is not None and sums[key] * 100 < most * share * len(kept),
        )
        for key, most in stage.criteria
    )


def ranked(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines best first with "1, 2, 2, 4"; who is below the floor, absent or not scored has no rank and stands behind."""
    order = list(Standing)
    rows = sorted(
        lines,
        key=lambda line: (order.index(line.standing), -(line.final or Decimal(0)), str(line.application)),
    )
    first: dict[Decimal | None, int] = {}
    for place, line in enumerate(rows, start=1):
        first.setdefault(line.final, place)
    return tuple(replace(line, rank=first[line.final] if line.standing is Standing.RANKED else None) for line in rows)
