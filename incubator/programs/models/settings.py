"""What a round is set to: divisions, stages with their score forms, bonuses.

Others point at these rows (an application at its division, later a score at its criterion), so a change keeps the row of
the same `key` and only a row that went is deleted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from incubator.core.ids import new_id
from incubator.db.base import Base, Identified
from incubator.programs.rules.scoring import StageKind, with_keys

Row = Mapping[str, Any]


class Division(Identified, Base):
    """부문: applicants choose one when they start; each has its own quota."""

    __tablename__ = "divisions"
    __table_args__ = (
        UniqueConstraint("round_id", "key"),
        CheckConstraint("quota > 0", name="quota_positive"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    key: Mapped[str]
    position: Mapped[int]
    label: Mapped[str]
    label_en: Mapped[str] = mapped_column(default="")
    quota: Mapped[int]


class RoundStage(Identified, Base):
    """One step of the judging.

    `weight_percent` of its unrounded score goes into the final one; `cut_percent` of the quota (200 = twice as many) go
    on to the next stage, None: all; below `floor_points` nobody is chosen; from `trim_least_people` sheets on, one
    highest and one lowest are dropped; `step_tenths` is the smallest difference of a score in tenths of a point.
    """

    __tablename__ = "round_stages"
    __table_args__ = (
        UniqueConstraint("round_id", "key"),
        CheckConstraint("people > 0", name="somebody_judges"),
        CheckConstraint("weight_percent BETWEEN 0 AND 100", name="weight_within"),
        CheckConstraint("cut_percent IS NULL OR cut_percent >= 100", name="cut_at_least_quota"),
        CheckConstraint("floor_points BETWEEN 0 AND 100", name="floor_within"),
        CheckConstraint("item_floor_percent IS NULL OR item_floor_percent BETWEEN 1 AND 100", name="item_floor_within"),
        CheckConstraint("trim_least_people >= 3", name="trim_leaves_one"),
        CheckConstraint("rounding_scale BETWEEN 0 AND 4", name="scale_within"),
        CheckConstraint("step_tenths IN (1, 5, 10)", name="step_known"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    key: Mapped[str]
    position: Mapped[int]
    kind: Mapped[StageKind]
    label: Mapped[str]
    label_en: Mapped[str] = mapped_column(default="")
    people: Mapped[int]
    weight_percent: Mapped[int]
    cut_percent: Mapped[int | None]
    floor_points: Mapped[int]
    floor_includes_bonus: Mapped[bool] = mapped_column(default=False)
    item_floor_percent: Mapped[int | None]
    trim_least_people: Mapped[int]
    rounding_scale: Mapped[int]
    step_tenths: Mapped[int] = mapped_column(default=10)

    criteria: Mapped[list[Criterion]] = relationship(
        lazy="raise", order_by=lambda: Criterion.position, cascade="all, delete-orphan"
    )


class Criterion(Identified, Base):
    """평가 항목 of a stage; `points` is its 배점.  With `needs_reason` a score without words is not taken."""

    __tablename__ = "criteria"
    __table_args__ = (
        UniqueConstraint("stage_id", "key"),
        CheckConstraint("points BETWEEN 1 AND 100", name="points_within"),
    )

    stage_id: Mapped[UUID] = mapped_column(ForeignKey("round_stages.id"))
    key: Mapped[str]
    position: Mapped[int]
    group: Mapped[str] = mapped_column("group_label", default="")
    group_en: Mapped[str] = mapped_column("group_label_en", default="")
    label: Mapped[str]
    label_en: Mapped[str] = mapped_column(default="")
    guidance: Mapped[str] = mapped_column(Text, default="")
    guidance_en: Mapped[str] = mapped_column(Text, default="")
    points: Mapped[int]
    needs_reason: Mapped[bool] = mapped_column(default=False)


class BonusItem(Identified, Base):
    """가점: points, and what proves it.  All accepted ones together count up to the round's `bonus_cap`."""

    __tablename__ = "bonus_items"
    __table_args__ = (
        UniqueConstraint("round_id", "key"),
        CheckConstraint("points BETWEEN 1 AND 100", name="points_within"),
    )

    round_id: Mapped[UUID] = mapped_column(ForeignKey("rounds.id"))
    key: Mapped[str]
    position: Mapped[int]
    label: Mapped[str]
    label_en: Mapped[str] = mapped_column(default="")
    points: Mapped[int]
    evidence: Mapped[str]
    evidence_en: Mapped[str] = mapped_column(default="")


DIVISION_COLUMNS = ("label", "label_en", "quota")
CRITERION_COLUMNS = ("group", "group_en", "label", "label_en", "guidance", "guidance_en", "points", "needs_reason")
BONUS_COLUMNS = ("label", "label_en", "points", "evidence", "evidence_en")
STAGE_COLUMNS = (
    "kind", "label", "label_en", "people", "weight_percent", "cut_percent", "floor_points", "floor_includes_bonus",
    "item_floor_percent", "trim_least_people", "rounding_scale", "step_tenths",
)  # fmt: skip

S = TypeVar("S", Division, RoundStage, Criterion, BonusItem)


def plain_row(found: Division | RoundStage | Criterion | BonusItem, columns: Iterable[str]) -> dict[str, Any]:
    """As pages and notices show it: {key, …columns}."""
    return {"key": found.key, **{name: getattr(found, name) for name in columns}}


def plain_stage(stage: RoundStage) -> dict[str, Any]:
    criteria = [plain_row(item, CRITERION_COLUMNS) for item in stage.criteria]
    return {**plain_row(stage, STAGE_COLUMNS), "kind": str(stage.kind), "criteria": criteria}


def take_rows(held: list[S], rows: Iterable[Row], kind: Callable[..., S], columns: Iterable[str], prefix: str) -> None:
    """Make `held` what the rows say, keeping each row of a known key."""
    names = tuple(columns)
    known = {item.key: item for item in held}
    wanted = with_keys(rows, prefix)
    keys = {row["key"] for row in wanted}
    for gone in [item for item in held if item.key not in keys]:
        held.remove(gone)
    for position, row in enumerate(wanted, start=1):
        item = known.get(row["key"])
        if item is None:
            item = kind(id=new_id(), key=row["key"])
            held.append(item)
        item.position = position
        for name in names:
            if name in row:
                setattr(item, name, row[name])
    held.sort(key=lambda item: item.position)


def take_stages(held: list[RoundStage], rows: Iterable[Row]) -> None:
    """As `take_rows`, with the criteria of each stage."""
    wanted = with_keys(rows, "s")
    take_rows(held, ({**row, "kind": StageKind(row["kind"])} for row in wanted), RoundStage, STAGE_COLUMNS, "s")
    for stage, row in zip(held, wanted, strict=True):
        take_rows(stage.criteria, row["criteria"], Criterion, CRITERION_COLUMNS, "c")
