"""Finding one's way in a stored definition: its parts, their fingerprints, and who asks for whom."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any as Plain

from incubator.core.errors import RuleBroken
from incubator.core.text import Text, text
from incubator.questionnaires.rules.dumping import one_line

Definition = dict[str, Plain]


class Part(StrEnum):
    """What a condition may hang on."""

    SECTION = "section"
    QUESTION = "question"


@dataclass(frozen=True)
class Place:
    """A part that asks for a question in its condition; `section_title` is where it stands."""

    part: Part
    key: str
    label: str
    section_title: str


def digest(value: Plain) -> str:
    """A fingerprint of what an editor looked at; the empty value has one, too."""
    return hashlib.sha256(one_line(value).encode()).hexdigest()[:16]


def outline(definition: Mapping[str, Plain]) -> Plain:
    """The order of everything: `[[section key, [question key, …]], …]`."""
    return [[section["key"], [item["key"] for item in questions_of(section)]] for section in sections_of(definition)]


def sections_of(definition: Mapping[str, Plain]) -> list[Definition]:
    found: list[Definition] = definition.get("sections", [])
    return found


def questions_of(section: Mapping[str, Plain]) -> list[Definition]:
    found: list[Definition] = section.get("questions", [])
    return found


def all_questions(definition: Mapping[str, Plain]) -> Iterator[tuple[Definition, Definition]]:
    """(section, question) in the order of the form."""
    for section in sections_of(definition):
        for question in questions_of(section):
            yield section, question


def keys_in(definition: Mapping[str, Plain]) -> set[str]:
    """Keys of all questions, options and columns.

    A key once used stays with its meaning: a new question, option or column of a later version must not take it, or
    answers that move to that version would change their meaning.
    """
    parts = [question for _section, question in all_questions(definition)]
    parts += [column for question in parts for column in question.get("columns", ())]
    options = [option for part in parts for option in part.get("options", ())]
    return {str(part["key"]) for part in [*parts, *options]}


def find_section(definition: Mapping[str, Plain], key: str) -> Definition | None:
    return next((section for section in sections_of(definition) if section["key"] == key), None)


def find_question(definition: Mapping[str, Plain], key: str) -> tuple[Definition, Definition] | None:
    """(its section, the question)."""
    return next((pair for pair in all_questions(definition) if pair[1]["key"] == key), None)


def part_of(definition: Mapping[str, Plain], part: Part, key: str) -> Definition | None:
    """The section or question of this key; None when it is not there (any more)."""
    if part is Part.SECTION:
        return find_section(definition, key)
    found = find_question(definition, key)
    return found[1] if found else None


GONE = text("찾으시는 항목이나 질문이 이 양식에 없습니다. 다른 사람이 지웠을 수 있습니다.")


def gone(message: Text = GONE) -> RuleBroken:
    return RuleBroken(message, how=text("양식 화면을 새로 고쳐 지금 내용을 확인해 주세요."))


def get_section(definition: Mapping[str, Plain], key: str) -> Definition:
    """Raises RuleBroken when it is gone."""
    found = find_section(definition, key)
    if found is None:
        raise gone()
    return found


def get_question(definition: Mapping[str, Plain], key: str) -> tuple[Definition, Definition]:
    """(its section, the question).  Raises RuleBroken when it is gone."""
    found = find_question(definition, key)
    if found is None:
        raise gone()
    return found


def comparisons_in(rule: Plain) -> Iterator[Definition]:
    """Every single comparison inside a stored rule."""
    if not isinstance(rule, Mapping):
        return
    for name in ("all", "any"):
        for item in rule.get(name, []):
            yield from comparisons_in(item)
    if "question" in rule:
        yield dict(rule)


def asked_by(part: Mapping[str, Plain]) -> set[str]:
    """Keys of the questions a part's condition asks for."""
    return {item["question"] for item in comparisons_in(part.get("show_if"))}


def places_of(definition: Mapping[str, Plain], keys: set[str]) -> tuple[Place, ...]:
    """Every section and question whose condition asks for one of these questions, in the order of the form."""
    found = []
    for section in sections_of(definition):
        if asked_by(section) & keys:
            found.append(Place(Part.SECTION, section["key"], section["title"], section["title"]))
        found += [
            Place(Part.QUESTION, question["key"], question["label"], section["title"])
            for question in questions_of(section)
            if asked_by(question) & keys
        ]
    return tuple(found)


def users_of(definition: Mapping[str, Plain], key: str) -> tuple[Place, ...]:
    return places_of(definition, {key})


def users_outside(definition: Mapping[str, Plain], section_key: str) -> tuple[Place, ...]:
    """Parts of other sections that ask for a question of this one."""
    section = find_section(definition, section_key) or {}
    rest = {"sections": [other for other in sections_of(definition) if other["key"] != section_key]}
    return places_of(rest, {question["key"] for question in questions_of(section)})


def labels_of(places: tuple[Place, ...]) -> str:
    """`‘투자 금액’(일반현황), …`."""
    return ", ".join(f"‘{place.label}’({place.section_title})" for place in places)
