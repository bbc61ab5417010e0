"""What is said of an outcome beside its state: why a plan was not selected, in groups (domain.md §2.5); why one gives up."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from incubator.core.errors import Invalid
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

LEAST_REASON = 5
LONGEST_REASON = 2000


def check_forfeit(reason: str) -> str:
    """Why a selection is given up, trimmed.  Raises Invalid (field "reason")."""
    plain = reason.strip()
    if len(plain) < LEAST_REASON:
        raise Invalid(text("포기하시는 까닭을 %(least)d자 이상 적어 주세요.", least=LEAST_REASON), field="reason")
    if len(plain) > LONGEST_REASON:
        raise Invalid(text("까닭을 %(most)d자까지 적을 수 있습니다.", most=LONGEST_REASON), field="reason")
    return plain
