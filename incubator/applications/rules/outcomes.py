"""What is said of an outcome beside its state: why a plan was not selected, in groups (domain.md §2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.text import Text, text


class Ground(StrEnum):
    """`rank`: others stood before it."""

    RANK = "ground_rank"
    BELOW_FLOOR = "ground_below_floor"
    ABSENT = "ground_absent"


GROUND_WORDS: Mapping[Ground, Text] = {
    Ground.RANK: text("평가 순위가 선정 규모 안에 들지 못했습니다."),
    Ground.BELOW_FLOOR: text("평가 점수가 공고에 적은 과락 점수보다 낮았습니다."),
    Ground.ABSENT: text("발표 평가에 참석하지 않아 순위를 매기지 않았습니다."),
}
