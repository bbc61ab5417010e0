"""How a round is judged, in words: the same for the call, for its manager and for whoever compares two versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from incubator.core.text import Text, text
from incubator.programs.models import Round
from incubator.programs.pages.words import Words, worded
from incubator.programs.rules.scoring import TIE_LABELS, StageKind, TieStep, points_of

Row = Mapping[str, Any]


@dataclass(frozen=True)
class CriterionShown:
    label: Words
    group: Words
    guidance: Words
    points: int
    needs_reason: bool


@dataclass(frozen=True)
class StageShown:
    """`notes` say the numbers in words, in the order people ask for them."""

    key: str
    label: Words
    kind: StageKind
    weight_percent: int
    criteria: tuple[CriterionShown, ...]
    points: int
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class BonusShown:
    label: Words
    points: int
    evidence: Words


@dataclass(frozen=True)
class DivisionShown:
    key: str
    label: Words
    quota: int


@dataclass(frozen=True)
class Judging:
    """All of a round.  `weight` is the sum of the stages' shares, 100 when it is whole."""

    divisions: tuple[DivisionShown, ...]
    stages: tuple[StageShown, ...]
    bonuses: tuple[BonusShown, ...]
    bonus_cap: int
    tie_chain: tuple[Text, ...]
    waiting_list_length: int

    @property
    def weight(self) -> int:
        return sum(stage.weight_percent for stage in self.stages)


def judging_of(shown: Round, locale: str) -> Judging:
    """Of a round loaded with its settings."""
    return Judging(
        divisions=tuple(
            DivisionShown(row["key"], worded(row["label"], row["label_en"], locale), row["quota"])
            for row in shown.divisions
        ),
        stages=tuple(stage_shown(row, locale) for row in shown.stages),
        bonuses=tuple(
            BonusShown(
                worded(row["label"], row["label_en"], locale),
                row["points"],
                worded(row["evidence"], row["evidence_en"], locale),
            )
            for row in shown.bonuses
        ),
        bonus_cap=shown.bonus_cap,
        tie_chain=tuple(TIE_LABELS[TieStep(step)] for step in shown.tie_chain),
        waiting_list_length=shown.waiting_list_length,
    )


def stage_shown(row: Row, locale: str) -> StageShown:
    return StageShown(
        key=row["key"],
        label=worded(row["label"], row["label_en"], locale),
        kind=StageKind(row["kind"]),
        weight_percent=row["weight_percent"],
        criteria=tuple(_criterion(item, locale) for item in row["criteria"]),
        points=points_of(row),
        notes=tuple(stage_notes(row)),
    )


def _criterion(row: Row, locale: str) -> CriterionShown:
    return CriterionShown(
        label=worded(row["label"], row["label_en"], locale),
        group=worded(row["group"], row["group_en"], locale),
        guidance=worded(row["guidance"], row["guidance_en"], locale),
        points=row["points"],
        needs_reason=row["needs_reason"],
    )


def stage_notes(row: Row) -> Iterable[Text]:
    """What happens with the scores of this stage, sentence by sentence."""
    yield text("평가위원 %(people)d명이 평가합니다.", people=row["people"])
    yield text(
        "위원이 %(least)d명 이상이면 최고 점수와 최저 점수를 하나씩 빼고 평균을 냅니다.", least=row["trim_least_people"]
    )
    yield text("점수는 소수 %(scale)d자리까지 반올림합니다.", scale=row["rounding_scale"])
    if row["floor_points"]:
        yield _floor(row)
    if row["item_floor_percent"]:
        yield text(
            "한 항목의 평균이 배점의 %(percent)d%%에 못 미치면 선정하지 않습니다.", percent=row["item_floor_percent"]
        )
    if row["cut_percent"]:
        yield text(
            "선정 규모의 %(times)s배수를 다음 단계로 올립니다. 경계의 동점자는 모두 올립니다.",
            times=_times(row["cut_percent"]),
        )


def _floor(row: Row) -> Text:
    if row["floor_includes_bonus"]:
        return text("가점을 더해 %(floor)d점에 못 미치면 선정하지 않습니다.", floor=row["floor_points"])
    return text("가점을 빼고 %(floor)d점에 못 미치면 선정하지 않습니다.", floor=row["floor_points"])


def _times(percent: int) -> str:
    """200 → `2`, 150 → `1.5`."""
    return f"{percent / 100:.2f}".rstrip("0").rstrip(".")
