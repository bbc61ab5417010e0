"""Changing the kind of a question: what stays of its settings, what goes, and who would be left without his answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any as Plain

from incubator.core.errors import RuleBroken
from incubator.core.text import Text, text
from incubator.questionnaires.rules.definition import KIND_LABELS, OPTION_KINDS, ORDERED_KINDS, Kind, Operator
from incubator.questionnaires.rules.editing.acts import EditAct
from incubator.questionnaires.rules.editing.on_questions import ChangeQuestion
from incubator.questionnaires.rules.editing.parts import (
    Definition,
    Part,
    Place,
    comparisons_in,
    get_question,
    labels_of,
    part_of,
    places_of,
)
from incubator.questionnaires.rules.loading_conditions import SUITS
from incubator.questionnaires.rules.reader import bound_of

SHARED = ("label", "label_en", "help", "help_en", "required")
"""What every kind has; key and condition stay with the question, too."""
SETTINGS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SHORT_TEXT: ("max_chars",),
    Kind.LONG_TEXT: ("max_chars",),
    Kind.NUMBER: ("min", "max", "unit", "unit_en", "decimals"),
    Kind.WON: ("min", "max"),
    Kind.DATE: ("min", "max"),
    Kind.CHOICE: ("options",),
    Kind.MULTI_CHOICE: ("options", "min_picks", "max_picks"),
    Kind.TABLE: ("columns", "min_rows", "max_rows", "totals"),
    Kind.FILE: ("accept",),
}
SETTING_LABELS: Mapping[str, Text] = {
    "max_chars": text("글자 수"),
    "min": text("가장 작은 값(이른 날)"),
    "max": text("가장 큰 값(늦은 날)"),
    "unit": text("단위"),
    "unit_en": text("단위 (영어)"),
    "decimals": text("소수 자리"),
    "options": text("보기"),
    "min_picks": text("적어도 고를 수"),
    "max_picks": text("많아야 고를 수"),
    "columns": text("열"),
    "min_rows": text("적어도 쓸 줄 수"),
    "max_rows": text("많아야 쓸 줄 수"),
    "totals": text("합계"),
    "accept": text("받는 파일"),
}
NEEDED = ("options", "columns", "accept")
"""Settings without which a question of their kind cannot be asked."""
LISTED: Mapping[str, tuple[Kind, Text]] = {
    "project_title": (Kind.SHORT_TEXT, text("접수 목록과 접수증의 과제명")),
    "requested_won": (Kind.WON, text("접수 목록의 신청 금액")),
}
"""Answers the intake desk reads by their key, with the kind it can read (`applications.rules`)."""


@dataclass(frozen=True)
class Conversion:
    """`kept` is the question's new start without key and condition; `lost` and `needed` are names of settings."""

    kept: Mapping[str, Plain]
    lost: tuple[str, ...]
    needed: tuple[str, ...]


def conversion(question: Mapping[str, Plain], kind: Kind) -> Conversion:
    """What becomes of a stored question's settings when it takes this kind."""
    old = Kind(question["kind"])
    own = {name: question[name] for name in SETTINGS[old] if question.get(name) not in (None, "", 0, False)}
    kept = {name: value for name, value in own.items() if name in SETTINGS[kind] and _fits(name, value, old, kind)}
    shared = {name: question[name] for name in SHARED if name in question}
    needed = tuple(name for name in NEEDED if name in SETTINGS[kind] and name not in kept)
    return Conversion({**shared, **kept}, tuple(name for name in own if name not in kept), needed)


def _fits(name: str, value: Plain, old: Kind, new: Kind) -> bool:
    """A limit of numbers is none of dates, and a fraction is no amount of won."""
    if name not in ("min", "max"):
        return True
    return (old is Kind.DATE) == (new is Kind.DATE) and bound_of(value, new) is not None


def holders_of_kind(definition: Mapping[str, Plain], key: str, kind: Kind) -> tuple[Place, ...]:
    """Sections and questions whose condition could not be asked of a question of this kind, in the order of the form."""
    found = part_of(definition, Part.QUESTION, key)
    if found is None:
        return ()
    return tuple(place for place in places_of(definition, {key}) if not _asks_well(definition, place, found, kind))


def _asks_well(definition: Mapping[str, Plain], place: Place, question: Mapping[str, Plain], kind: Kind) -> bool:
    part = part_of(definition, place.part, place.key) or {}
    asked = [item for item in comparisons_in(part.get("show_if")) if item["question"] == question["key"]]
    return all(_suits(item, Kind(question["kind"]), kind) for item in asked)


def _suits(comparison: Mapping[str, Plain], old: Kind, new: Kind) -> bool:
    operator = Operator(comparison["operator"])
    if operator not in SUITS[new]:
        return False
    if operator is Operator.IS_ANSWERED or {old, new} <= OPTION_KINDS:
        return True
    value = comparison.get("value")
    values = value if isinstance(value, list) else [value]
    return {old, new} <= ORDERED_KINDS and all(bound_of(item, new) is not None for item in values)


def reader_of_kind(question: Mapping[str, Plain], kind: Kind) -> Text | None:
    """What reads this answer by its key and could not read one of this kind; None when nothing does."""
    wanted, what = LISTED.get(question["key"], (None, None))
    return what if question["kind"] == wanted and kind is not wanted else None


@dataclass(frozen=True, kw_only=True)
class ChangeKind(ChangeQuestion):
    """As `ChangeQuestion`, with another kind among the properties."""

    act = EditAct.QUESTION_KIND_CHANGED

    def apply(self, definition: Definition) -> None:
        _section, question = get_question(definition, self.key)
        kind = Kind(self.properties["kind"])
        words = {"label": question["label"], "kind": KIND_LABELS[kind]}
        places = holders_of_kind(definition, self.key, kind)
        if places:
            raise RuleBroken(
                text(
                    "‘%(label)s’을(를) ‘%(kind)s’(으)로 바꿀 수 없습니다. 다음 조건이 지금 종류의 답을 봅니다: %(places)s",
                    **words,
                    places=labels_of(places),
                ),
                how=text("그 조건을 먼저 바꾸거나 지운 뒤 다시 바꿔 주세요."),
            )
        what = reader_of_kind(question, kind)
        if what is not None:
            raise RuleBroken(
                text(
                    "‘%(label)s’을(를) ‘%(kind)s’(으)로 바꿀 수 없습니다. %(what)s(으)로 쓰이는 답입니다.",
                    **words,
                    what=what,
                ),
                how=text("다른 종류의 답이 필요하면 질문을 새로 더해 주세요."),
            )
        super().apply(definition)
