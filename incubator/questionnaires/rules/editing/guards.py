"""What an act on a definition may not do, said in words of the form and not of its storage."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from typing import Any as Plain

from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.questionnaires.rules.editing.parts import (
    Part,
    all_questions,
    asked_by,
    comparisons_in,
    find_question,
    find_section,
    labels_of,
    places_of,
    questions_of,
    sections_of,
)


def question_keys(definition: Mapping[str, Plain]) -> set[str]:
    return {question["key"] for _section, question in all_questions(definition)}


def free_key(stem: str, taken: Collection[str]) -> str:
    """The first of `question_1`, `question_2`, … that nobody has."""
    return next(key for number in count(1) if (key := f"{stem}_{number}") not in taken)


def require_new(key: str, taken: Collection[str]) -> None:
    """Raises Invalid for a key that is taken."""
    if key in taken:
        raise Invalid(
            text("같은 저장 이름 ‘%(key)s’을(를) 쓰는 것이 이미 있습니다.", key=key),
            field="key",
            how=text("다른 이름을 적거나 비워 두면 이름을 자동으로 붙입니다."),
        )


def require_room(at: int, length: int, step: int) -> None:
    """Raises RuleBroken for a step over the edge of the form."""
    if not 0 <= at < length:
        raise RuleBroken(text("이미 맨 앞입니다.") if step < 0 else text("이미 맨 뒤입니다."))


def require_unused(definition: Mapping[str, Plain], keys: set[str], label: str) -> None:
    """Raises RuleBroken while a part of the rest of the form asks for one of these questions."""
    places = places_of(definition, keys)
    if places:
        raise RuleBroken(
            text(
                "‘%(label)s’을(를) 지울 수 없습니다. 다음 조건에 쓰이고 있습니다: %(places)s",
                label=label,
                places=labels_of(places),
            ),
            how=text("그 조건을 먼저 바꾸거나 지운 뒤 다시 지워 주세요."),
        )


def require_known_options(definition: Mapping[str, Plain], question: Mapping[str, Plain]) -> None:
    """Raises Invalid when a condition asks for an option that the question no longer has."""
    options = question.get("options")
    if not isinstance(options, list):
        return
    known = {option.get("key") for option in options if isinstance(option, Mapping)}
    for part in [*sections_of(definition), *(item for _section, item in all_questions(definition))]:
        for comparison in comparisons_in(part.get("show_if")):
            if comparison["question"] == question["key"] and set(_values(comparison)) - known:
                raise Invalid(
                    text(
                        "지우려는 보기가 ‘%(label)s’의 조건에 쓰이고 있습니다.",
                        label=part.get("label") or part.get("title", ""),
                    ),
                    field="options",
                    how=text("그 조건을 먼저 바꾼 뒤 보기를 지워 주세요."),
                )


def _values(comparison: Mapping[str, Plain]) -> list[Plain]:
    if comparison.get("operator") == "is_yes":
        return ["yes"]
    value = comparison.get("value")
    return value if isinstance(value, list) else [] if value is None else [value]


def require_order(definition: Mapping[str, Plain]) -> None:
    """Raises RuleBroken when a part stands before a question its condition asks for."""
    earlier: set[str] = set()
    everywhere = question_keys(definition)
    for section in sections_of(definition):
        _require_earlier(definition, section, section["title"], earlier, everywhere)
        for question in questions_of(section):
            _require_earlier(definition, question, str(question.get("label", "")), earlier, everywhere)
            earlier.add(question["key"])


def _require_earlier(
    definition: Mapping[str, Plain], part: Mapping[str, Plain], label: str, earlier: set[str], everywhere: set[str]
) -> None:
    late = sorted((asked_by(part) - earlier) & everywhere)
    if late:
        found = find_question(definition, late[0])
        assert found is not None
        raise RuleBroken(
            text(
                "‘%(label)s’은(는) ‘%(question)s’의 답에 따라 보이므로 그 질문보다 뒤에 있어야 합니다.",
                label=label,
                question=found[1].get("label", ""),
            ),
            how=text("두 질문을 함께 옮기거나 조건을 먼저 바꿔 주세요."),
        )


def require_no_circle(definition: Mapping[str, Plain], part: Part, key: str, rule: Plain) -> None:
    """Raises RuleBroken when a part would wait for its own answer, directly or through others."""
    own = {key} if part is Part.QUESTION else _keys_in(definition, key)
    for wanted in sorted({str(item["question"]) for item in comparisons_in(rule)}):
        if wanted in own or _leads_to(definition, wanted, own, set()):
            found = find_question(definition, wanted)
            raise RuleBroken(
                text(
                    "조건이 맞물립니다: ‘%(question)s’은(는) 이 질문이나 항목이 보여야 답할 수 있습니다.",
                    question=found[1]["label"] if found else wanted,
                ),
                how=text("이보다 앞에 있는 다른 질문을 조건으로 골라 주세요."),
            )


def _keys_in(definition: Mapping[str, Plain], section_key: str) -> set[str]:
    section = find_section(definition, section_key)
    return {question["key"] for question in questions_of(section or {})}


def _leads_to(definition: Mapping[str, Plain], key: str, wanted: set[str], seen: set[str]) -> bool:
    found = find_question(definition, key)
    if found is None or key in seen:
        return False
    seen.add(key)
    asked = asked_by(found[0]) | asked_by(found[1])
    return bool(asked & wanted) or any(_leads_to(definition, item, wanted, seen) for item in asked)
