"""What goes into a computation: the plan of the round and, per applicant, the sheets that count and those that do not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID


class LeftOutReason(StrEnum):
    RECUSED = "recused"
    EXCLUDED = "excluded"
    CHALLENGED = "challenged"
    ABSENT = "absent"
    DISMISSED = "dismissed"


@dataclass(frozen=True)
class StagePlan:
    """How a stage is computed.  `criteria`: (key, 배점) in the order of the form; `scale`: places M is printed with."""

    key: str
    criteria: tuple[tuple[str, Decimal], ...]
    weight_percent: Decimal = Decimal(100)
    trim_least: int = 5
    scale: int = 2
    floor: Decimal = Decimal(60)
    floor_includes_bonus: bool = False
    item_floor_percent: Decimal | None = None


@dataclass(frozen=True)
class Plan:
    """How a round is computed: F is printed with `scale` places; `final_cap` None lets a bonus lift F above 100."""

    stages: tuple[StagePlan, ...]
    bonus_cap: Decimal = Decimal(0)
    scale: int = 2
    final_cap: Decimal | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet handed in.  `seat` is the number an evaluator is published under (위원1…); `items`: (criterion, points)."""

    evaluator: UUID
    seat: int
    items: tuple[tuple[str, Decimal], ...]

    @property
    def total(self) -> Decimal:
        return sum((points for _, points in self.items), Decimal(0))


@dataclass(frozen=True)
class LeftOut:
    """An evaluator who does not count for this applicant: never a zero, n is smaller."""

    evaluator: UUID
    seat: int
    reason: LeftOutReason


@dataclass(frozen=True)
class StageEntry:
    """What came in for an applicant at a stage; `absent`: the applicant did not come."""

    key: str
    sheets: tuple[Sheet, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    absent: bool = False


@dataclass(frozen=True)
class Entry:
    """All that is known of an applicant: accepted bonuses and deductions as (key, points), points not negative."""

    application: UUID
    stages: tuple[StageEntry, ...]
    bonuses: tuple[tuple[str, Decimal], ...] = ()
    deductions: tuple[tuple[str, Decimal], ...] = ()
