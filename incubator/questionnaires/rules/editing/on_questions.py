"""Acts on the questions of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any as Plain

from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.questionnaires.rules.editing import guards
from incubator.questionnaires.rules.editing.acts import Edit, EditAct
from incubator.questionnaires.rules.editing.parts import (
    Definition,
    Part,
    get_question,
    get_section,
    outline,
    part_of,
    questions_of,
    sections_of,
)


@dataclass(frozen=True, kw_only=True)
class AddQuestion(Edit):
    """At the end of the section.  `key` may be empty: then a free one is taken."""

    act = EditAct.QUESTION_ADDED
    rests_on_nothing = True
    section: str
    properties: Mapping[str, Plain] = field(default_factory=dict)

    def seen(self, definition: Definition) -> Plain:
        del definition

    def apply(self, definition: Definition) -> None:
        taken = guards.question_keys(definition)
        key = self.key or guards.free_key("question", taken)
        guards.require_new(key, taken)
        section = get_section(definition, self.section)
        section.setdefault("questions", []).append({"key": key, **self.properties})


@dataclass(frozen=True, kw_only=True)
class ChangeQuestion(Edit):
    """Everything but key, place and condition."""

    act = EditAct.QUESTION_CHANGED
    properties: Mapping[str, Plain] = field(default_factory=dict)

    def seen(self, definition: Definition) -> Plain:
        question = part_of(definition, Part.QUESTION, self.key)
        return question and {name: value for name, value in question.items() if name != "show_if"}

    def apply(self, definition: Definition) -> None:
        _section, question = get_question(definition, self.key)
        kept = {name: question[name] for name in ("key", "show_if") if name in question}
        question.clear()
        question.update(kept | dict(self.properties))
        guards.require_known_options(definition, question)


@dataclass(frozen=True, kw_only=True)
class MoveQuestion(Edit):
    """Into a section, before another question there or at its end."""

    act = EditAct.QUESTION_MOVED
    section: str
    before: str | None = None

    def seen(self, definition: Definition) -> Plain:
        return outline(definition)

    def apply(self, definition: Definition) -> None:
        old, question = get_question(definition, self.key)
        if self.before == self.key:
            return
        target = get_section(definition, self.section)
        questions_of(old).remove(question)
        questions = target.setdefault("questions", [])
        keys = [item["key"] for item in questions]
        if self.before is not None and self.before not in keys:
            raise Invalid(text("옮길 자리가 그 항목에 없습니다."), how=text("화면을 새로 고친 뒤 다시 옮겨 주세요."))
        questions.insert(len(keys) if self.before is None else keys.index(self.before), question)


@dataclass(frozen=True, kw_only=True)
class StepQuestion(Edit):
    """One place up (-1) or down (+1); over the edge of its section into the neighbouring one."""

    act = EditAct.QUESTION_MOVED
    step: int

    def seen(self, definition: Definition) -> Plain:
        return outline(definition)

    def apply(self, definition: Definition) -> None:
        section, question = get_question(definition, self.key)
        questions, sections = questions_of(section), sections_of(definition)
        at = questions.index(question)
        if 0 <= at + self.step < len(questions):
            questions.remove(question)
            questions.insert(at + self.step, question)
            return
        next_at = sections.index(section) + self.step
        guards.require_room(next_at, len(sections), self.step)
        questions.remove(question)
        neighbour = sections[next_at].setdefault("questions", [])
        neighbour.insert(len(neighbour) if self.step < 0 else 0, question)


@dataclass(frozen=True, kw_only=True)
class RemoveQuestion(Edit):
    """Refused while another part asks for it."""

    act = EditAct.QUESTION_REMOVED

    def seen(self, definition: Definition) -> Plain:
        return part_of(definition, Part.QUESTION, self.key)

    def apply(self, definition: Definition) -> None:
        section, question = get_question(definition, self.key)
        questions_of(section).remove(question)
        guards.require_unused(definition, {self.key}, question["label"])
