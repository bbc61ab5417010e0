"""Who goes on to the next stage: a multiple of the seats, all those tied at the cut, nobody below the floor (domain.md §4.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from incubator.reviews.rules.computation import Computation, Line, Standing


@dataclass(frozen=True)
class Cut:
    """`limit` is k (None: no cut), `score` the printed score at it; `tied` are those at the cut who go on beyond k."""

    limit: int | None
    score: Decimal | None
    passed: tuple[UUID, ...]
    tied: tuple[UUID, ...]
    stopped: tuple[UUID, ...]
    below_floor: tuple[UUID, ...]
    absent: tuple[UUID, ...]
    not_scored: tuple[UUID, ...]


def limit_of(quota: int, percent: int) -> int:
    """The k = ceil(percent × quota / 100): 250 % of 3 are 8.  Raises ValueError for negative numbers."""
    if quota < 0 or percent < 0:
        raise ValueError("a quota and its multiple are not negative")
    return -(-quota * percent // 100)


def cut(computation: Computation, quota: int, percent: int | None) -> Cut:
    """The cut of a whole field; without `percent` everybody above the floor goes on."""
    return _cut(computation.lines, None if percent is None else limit_of(quota, percent))


def cuts_by_division(
    computation: Computation, division_of: Mapping[UUID, str], quotas: Mapping[str, int], percent: int | None
) -> dict[str, Cut]:
    """Each division (or group) with its own quota.  Raises KeyError for an applicant of a division without one."""
    rows: dict[str, list[Line]] = {key: [] for key in quotas}
    for line in computation.lines:
        rows[division_of[line.application]].append(line)
    return {
        key: _cut(lines, None if percent is None else limit_of(quotas[key], percent)) for key, lines in rows.items()
    }


def _cut(lines: Iterable[Line], limit: int | None) -> Cut:
    by_standing: dict[Standing, list[UUID]] = {standing: [] for standing in Standing}
    field: list[tuple[Decimal, UUID]] = []
    for line in lines:
        by_standing[line.standing].append(line.application)
        if line.standing is Standing.RANKED and line.final is not None:
            field.append((line.final, line.application))
    field.sort(key=lambda row: (-row[0], str(row[1])))
    score = None if limit is None or not 0 < limit <= len(field) else field[limit - 1][0]
    passing = (
        len(field)
        if limit is None or limit > len(field)
        else sum(score is not None and row[0] >= score for row in field)
    )
    return Cut(
        limit=limit,
        score=score,
        passed=tuple(application for _, application in field[:passing]),
        tied=tuple(application for value, application in field[:passing] if value == score)
        if limit is not None and passing > limit
        else (),
        stopped=tuple(application for _, application in field[passing:]),
        below_floor=tuple(by_standing[Standing.BELOW_FLOOR]),
        absent=tuple(by_standing[Standing.ABSENT]),
        not_scored=tuple(by_standing[Standing.NOT_SCORED]),
    )
