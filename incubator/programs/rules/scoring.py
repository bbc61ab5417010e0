"""How a round is judged, as data: stages, their score forms, bonuses, the chain that breaks ties (domain.md §2.4, §4).

Rows are plain values, as pages send them and notices print them; `models.settings` keeps them in tables.
A stage: {key, kind, label, label_en, people, weight_percent, cut_percent, floor_points, floor_includes_bonus,
item_floor_percent, trim_least_people, rounding_scale, step_tenths, criteria}; a criterion: {key, group, group_en, label,
label_en, guidance, guidance_en, points, needs_reason}; a bonus: {key, label, label_en, points, evidence, evidence_en}.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from incubator.core.text import Text, text

FULL_POINTS = 100
MOST_STAGES = 6
MOST_CRITERIA = 40
MOST_BONUSES = 20
LONGEST_LABEL = 300
LONGEST_GUIDANCE = 2000
STEPS_TENTHS = (1, 5, 10)
"""A score moves in tenths, halves or whole points."""

Row = dict[str, Any]
Problems = dict[str, tuple[Text, ...]]


class StageKind(StrEnum):
    DOCUMENT = "document"
    PRESENTATION = "presentation"
    SITE_VISIT = "site_visit"
    INTERVIEW = "interview"


class TieStep(StrEnum):
    """What breaks a tie, in the order a call names (domain.md §4.3)."""

    WITHOUT_BONUS = "without_bonus"
    LARGEST_CRITERION = "largest_criterion"
    DOCUMENT_STAGE = "document_stage"
    NOTICE_PRIORITY = "notice_priority"
    RECEIVED_FIRST = "received_first"
    COMMITTEE = "committee"


STAGE_LABELS: Mapping[StrEnum, Text] = {
    StageKind.DOCUMENT: text("서류 평가"),
    StageKind.PRESENTATION: text("발표 평가"),
    StageKind.SITE_VISIT: text("현장 실사"),
    StageKind.INTERVIEW: text("면접"),
}
TIE_LABELS: Mapping[StrEnum, Text] = {
    TieStep.WITHOUT_BONUS: text("가점을 뺀 점수가 높은 순"),
    TieStep.LARGEST_CRITERION: text("배점이 큰 항목의 점수가 높은 순"),
    TieStep.DOCUMENT_STAGE: text("서류 평가 점수가 높은 순"),
    TieStep.NOTICE_PRIORITY: text("공고에 적은 우선순위"),
    TieStep.RECEIVED_FIRST: text("먼저 접수한 순"),
    TieStep.COMMITTEE: text("위원회 의결 또는 추첨"),
}
USUAL_TIE_CHAIN = (TieStep.WITHOUT_BONUS, TieStep.LARGEST_CRITERION, TieStep.DOCUMENT_STAGE, TieStep.COMMITTEE)
"""중소기업 기술개발 지원사업의 동점 처리 예와 같은 차례; a list, so no parameter keeps it."""

STAGE_NUMBERS: Mapping[str, tuple[int, int]] = {
    "people": (1, 30),
    "weight_percent": (0, 100),
    "floor_points": (0, 100),
    "trim_least_people": (3, 30),
    "rounding_scale": (0, 4),
}
"""Numbers every stage has, with their bounds."""
OPTIONAL_NUMBERS: Mapping[str, tuple[int, int]] = {"cut_percent": (100, 1000), "item_floor_percent": (1, 100)}
"""Numbers that may be absent: nobody is cut before the next stage, no criterion has a floor of its own."""

STAGE_FIELDS: Mapping[str, Text] = {
    "people": text("한 신청을 보는 평가위원 수"),
    "weight_percent": text("최종 점수에 넣는 비율"),
    "cut_percent": text("다음 단계로 올리는 배수"),
    "floor_points": text("과락 점수"),
    "item_floor_percent": text("항목 과락 비율"),
    "trim_least_people": text("최고·최저를 빼기 시작하는 위원 수"),
    "rounding_scale": text("점수의 소수 자리"),
}


BLANK_CRITERION: Mapping[str, Any] = {
    "group": "",
    "group_en": "",
    "label": "",
    "label_en": "",
    "guidance": "",
    "guidance_en": "",
    "points": 0,
    "needs_reason": False,
}
DEFAULTS_OF_A_STAGE = ("people", "floor_points", "trim_least_people", "rounding_scale")


def blank_stage(kind: StageKind, defaults: Mapping[str, int], **values: Any) -> Row:
    """A stage of this kind with the policy numbers in force, named after its kind unless `values` say otherwise."""
    usual = {
        "kind": str(kind),
        "label": str(STAGE_LABELS[kind]),
        "label_en": "",
        "weight_percent": 0,
        "cut_percent": None,
        "floor_includes_bonus": False,
        "item_floor_percent": None,
        "step_tenths": 10,
        "criteria": [],
    }
    return {**usual, **{name: defaults[name] for name in DEFAULTS_OF_A_STAGE}, **values}


def points_of(stage: Mapping[str, Any]) -> int:
    """The sum of the points of a stage's criteria."""
    return sum(row["points"] for row in stage["criteria"])


def with_keys(rows: Iterable[Mapping[str, Any]], prefix: str) -> list[Row]:
    """Rows with a key each; one without gets the first free number.  Keys tie what others wrote to the row."""
    found = [dict(row) for row in rows]
    taken = {row["key"] for row in found if row.get("key")}
    number = 0
    for row in found:
        while not row.get("key"):
            number += 1
            if f"{prefix}{number}" not in taken:
                row["key"] = f"{prefix}{number}"
                taken.add(row["key"])
    return found


def stage_problems(stages: Iterable[Mapping[str, Any]]) -> list[Text]:
    """What is wrong with the numbers themselves: such stages are never kept."""
    rows = list(stages)
    found: list[Text] = []
    if len(rows) > MOST_STAGES:
        found.append(text("평가 단계는 %(most)d개까지 둘 수 있습니다.", most=MOST_STAGES))
    for stage in rows:
        found += _number_problems(stage)
        if stage.get("step_tenths") not in STEPS_TENTHS:
            found.append(text("%(stage)s: 점수 간격은 0.1점, 0.5점, 1점 가운데 하나입니다.", stage=stage["label"]))
        found += _criteria_problems(stage)
    if sum(row["weight_percent"] for row in rows) > FULL_POINTS:
        found.append(
            text(
                "단계별 반영 비율의 합이 %(sum)d%%입니다. 100%%를 넘을 수 없습니다.",
                sum=sum(row["weight_percent"] for row in rows),
            )
        )
    return found


def _number_problems(stage: Mapping[str, Any]) -> list[Text]:
    found = []
    for name, (least, most) in (*STAGE_NUMBERS.items(), *OPTIONAL_NUMBERS.items()):
        value = stage.get(name)
        if value is None and name in OPTIONAL_NUMBERS:
            continue
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            found.append(
                text(
                    "%(stage)s: %(item)s은(는) %(least)d부터 %(most)d까지의 수입니다.",
                    stage=stage["label"],
                    item=STAGE_FIELDS[name],
                    least=least,
                    most=most,
                )
            )
    return found


def _criteria_problems(stage: Mapping[str, Any]) -> list[Text]:
    rows, found = stage["criteria"], []
    if len(rows) > MOST_CRITERIA:
        found.append(
            text("%(stage)s: 평가 항목은 %(most)d개까지 둘 수 있습니다.", stage=stage["label"], most=MOST_CRITERIA)
        )
    for row in rows:
        if not isinstance(row["points"], int) or not 0 < row["points"] <= FULL_POINTS:
            found.append(text("배점은 1점부터 100점까지입니다: %(label)s", label=row["label"]))
        if not row["label"].strip():
            found.append(text("%(stage)s: 이름이 없는 평가 항목이 있습니다.", stage=stage["label"]))
    labels = [row["label"].strip() for row in rows]
    doubled = sorted({label for label in labels if label and labels.count(label) > 1})
    found += [
        text("%(stage)s: 같은 평가 항목이 두 번 있습니다: %(label)s", stage=stage["label"], label=label)
        for label in doubled
    ]
    points = points_of(stage)
    if rows and points != FULL_POINTS:
        found.append(
            text(
                "%(stage)s: 배점의 합이 100점이어야 합니다. 지금은 %(points)d점입니다.",
                stage=stage["label"],
                points=points,
            )
        )
    return found


def stages_missing(stages: Iterable[Mapping[str, Any]]) -> list[Text]:
    """What a call must still say about its judging before anybody reads it."""
    rows = list(stages)
    if not rows:
        return [text("평가 단계가 없습니다. 하나 이상 두어 주세요.")]
    found = [
        text("%(stage)s: 평가 항목과 배점을 적어 주세요.", stage=stage["label"])
        for stage in rows
        if not stage["criteria"]
    ]
    weight = sum(row["weight_percent"] for row in rows)
    if weight != FULL_POINTS:
        found.append(text("단계별 반영 비율의 합이 100%%여야 합니다. 지금은 %(sum)d%%입니다.", sum=weight))
    return found


def bonus_problems(bonuses: Iterable[Mapping[str, Any]], cap: int) -> list[Text]:
    """A bonus has a name, points within the cap and says what proves it."""
    rows = list(bonuses)
    found: list[Text] = []
    if len(rows) > MOST_BONUSES:
        found.append(text("가점은 %(most)d개까지 둘 수 있습니다.", most=MOST_BONUSES))
    for row in rows:
        if not row["label"].strip():
            found.append(text("이름이 없는 가점이 있습니다."))
        if not 0 < row["points"] <= FULL_POINTS:
            found.append(text("가점은 1점부터 100점까지입니다: %(label)s", label=row["label"]))
        elif row["points"] > cap:
            found.append(text("가점 하나가 가점 한도(%(cap)d점)를 넘습니다: %(label)s", cap=cap, label=row["label"]))
        if not row["evidence"].strip():
            found.append(text("가점마다 증빙 서류를 적어 주세요: %(label)s", label=row["label"]))
    return found


def tie_chain_of(raw: Iterable[str]) -> tuple[TieStep, ...]:
    """Each step once, in order; raises ValueError for a word that is none."""
    return tuple(dict.fromkeys(TieStep(item) for item in raw))


LABELS = (STAGE_LABELS, TIE_LABELS)
