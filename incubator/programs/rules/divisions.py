"""Divisions of a round (청년 Idea, 중소기업 Jump-up): each with a quota of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incubator.core.text import Text, text

MOST_DIVISIONS = 20
LARGEST_QUOTA = 100_000


def division_problems(rows: Iterable[Mapping[str, Any]], quota: int | None) -> list[Text]:
    """What is wrong with the divisions.  Their quotas add up to the round's: two numbers would be two truths."""
    divisions = list(rows)
    if not divisions:
        return []
    found: list[Text] = []
    if len(divisions) == 1:
        found.append(text("부문은 두 개 이상이어야 합니다. 나누지 않으려면 모두 지워 주세요."))
    if len(divisions) > MOST_DIVISIONS:
        found.append(text("부문은 %(most)d개까지 둘 수 있습니다.", most=MOST_DIVISIONS))
    found += [sentence for row in divisions for sentence in _of_one(row)]
    labels = [row["label"].strip() for row in divisions]
    if len(set(labels)) != len(labels):
        found.append(text("같은 이름의 부문이 두 번 있습니다."))
    if not found and quota != sum_of(divisions):
        found.append(
            text(
                "부문별 선정 규모의 합(%(sum)d)이 공고의 선정 규모(%(quota)s)와 다릅니다.",
                sum=sum_of(divisions),
                quota="–" if quota is None else quota,
            )
        )
    return found


def _of_one(row: Mapping[str, Any]) -> list[Text]:
    if not row["label"].strip():
        return [text("이름이 없는 부문이 있습니다.")]
    if not isinstance(row["quota"], int) or not 0 < row["quota"] <= LARGEST_QUOTA:
        return [text("부문마다 선정 규모를 1 이상으로 적어 주세요: %(label)s", label=row["label"])]
    return []


def sum_of(rows: Iterable[Mapping[str, Any]]) -> int:
    return sum(row["quota"] for row in rows)
