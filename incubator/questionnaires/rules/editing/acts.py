"""The acts on a draft definition.  Each says what its editor looked at and what it makes of the definition."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any as Plain
from typing import ClassVar

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.questionnaires.rules.dumping import dump
from incubator.questionnaires.rules.editing import guards
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
from incubator.questionnaires.rules.loading import load
from incubator.questionnaires.rules.reaching import require_no_more_unreachable


class EditAct(StrEnum):
    """The words of the trail."""

    FORM_RENAMED = "form_renamed"
    SECTION_ADDED = "section_added"
    SECTION_CHANGED = "section_changed"
    SECTION_MOVED = "section_moved"
    SECTION_REMOVED = "section_removed"
    QUESTION_ADDED = "question_added"
    QUESTION_CHANGED = "question_changed"
    QUESTION_MOVED = "question_moved"
    QUESTION_REMOVED = "question_removed"
    CONDITION_SET = "condition_set"


ACT_LABELS: Mapping[StrEnum, Text] = {
    EditAct.FORM_RENAMED: text("양식 이름 고침"),
    EditAct.SECTION_ADDED: text("항목 더함"),
    EditAct.SECTION_CHANGED: text("항목 고침"),
    EditAct.SECTION_MOVED: text("항목 순서 바꿈"),
    EditAct.SECTION_REMOVED: text("항목 지움"),
    EditAct.QUESTION_ADDED: text("질문 더함"),
    EditAct.QUESTION_CHANGED: text("질문 고침"),
    EditAct.QUESTION_MOVED: text("질문 순서 바꿈"),
    EditAct.QUESTION_REMOVED: text("질문 지움"),
    EditAct.CONDITION_SET: text("조건 고침"),
}


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One act.  `seen` is what its editor had before him: when it differs by now, somebody else was faster."""

    act: ClassVar[EditAct]
    rests_on_nothing: ClassVar[bool] = False
    key: str = ""

    def seen(self, definition: Definition) -> Plain:
        """What the act rests on; None when the part is gone."""
        raise NotImplementedError

    def apply(self, definition: Definition) -> None:
        """Change this definition, the caller's own copy.  Raises RuleBroken, Invalid."""
        raise NotImplementedError


def edited(definition: Mapping[str, Plain], edit: Edit) -> Definition:
    """The definition after the act, in its stored spelling; the given one stays as it is.

    Raises RuleBroken (in use, out of order, gone) and Invalid (by place, as `loading.load` says it, or by field).
    """
    changed = deepcopy(dict(definition))
    edit.apply(changed)
    guards.require_order(changed)
    form = load(changed, is_draft=True)
    require_no_more_unreachable(load(definition, is_draft=True), form)
    return dump(form)


@dataclass(frozen=True, kw_only=True)
class RenameForm(Edit):
    act = EditAct.FORM_RENAMED
    title: str
    title_en: str = ""

    def seen(self, definition: Definition) -> Plain:
        return {name: definition.get(name, "") for name in ("title", "title_en")}

    def apply(self, definition: Definition) -> None:
        definition["title"], definition["title_en"] = self.title, self.title_en


@dataclass(frozen=True, kw_only=True)
class AddSection(Edit):
    """`key` may be empty: then a free one is taken."""

    act = EditAct.SECTION_ADDED
    rests_on_nothing = True
    properties: Mapping[str, Plain] = field(default_factory=dict)

    def seen(self, definition: Definition) -> Plain:
        del definition

    def apply(self, definition: Definition) -> None:
        taken = {section["key"] for section in sections_of(definition)}
        key = self.key or guards.free_key("section", taken)
        guards.require_new(key, taken)
        definition.setdefault("sections", []).append({"key": key, **self.properties})


@dataclass(frozen=True, kw_only=True)
class ChangeSection(Edit):
    """Title and help, in both languages; questions and condition stay."""

    act = EditAct.SECTION_CHANGED
    properties: Mapping[str, Plain] = field(default_factory=dict)

    def seen(self, definition: Definition) -> Plain:
        section = part_of(definition, Part.SECTION, self.key)
        return section and {name: value for name, value in section.items() if name not in ("questions", "show_if")}

    def apply(self, definition: Definition) -> None:
        section = get_section(definition, self.key)
        kept = {name: section[name] for name in ("key", "questions", "show_if") if name in section}
        section.clear()
        section.update(kept | dict(self.properties))


@dataclass(frozen=True, kw_only=True)
class MoveSection(Edit):
    """To stand before another section, or at the end."""

    act = EditAct.SECTION_MOVED
    before: str | None = None

    def seen(self, definition: Definition) -> Plain:
        return outline(definition)

    def apply(self, definition: Definition) -> None:
        section, sections = get_section(definition, self.key), sections_of(definition)
        if self.before == self.key:
            return
        sections.remove(section)
        at = len(sections) if self.before is None else sections.index(get_section(definition, self.before))
        sections.insert(at, section)


@dataclass(frozen=True, kw_only=True)
class StepSection(Edit):
    """One place up (-1) or down (+1)."""

    act = EditAct.SECTION_MOVED
    step: int

    def seen(self, definition: Definition) -> Plain:
        return outline(definition)

    def apply(self, definition: Definition) -> None:
        section, sections = get_section(definition, self.key), sections_of(definition)
        at = sections.index(section) + self.step
        guards.require_room(at, len(sections), self.step)
        sections.remove(section)
        sections.insert(at, section)


@dataclass(frozen=True, kw_only=True)
class RemoveSection(Edit):
    """With its questions; refused while another part asks for one of them."""

    act = EditAct.SECTION_REMOVED

    def seen(self, definition: Definition) -> Plain:
        return part_of(definition, Part.SECTION, self.key)

    def apply(self, definition: Definition) -> None:
        section = get_section(definition, self.key)
        sections_of(definition).remove(section)
        guards.require_unused(definition, {question["key"] for question in questions_of(section)}, section["title"])


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


@dataclass(frozen=True, kw_only=True)
class SetCondition(Edit):
    """When a section or question is shown; None means always."""

    act = EditAct.CONDITION_SET
    part: Part
    rule: Plain

    def seen(self, definition: Definition) -> Plain:
        found = part_of(definition, self.part, self.key)
        return None if found is None else found.get("show_if") or {}

    def apply(self, definition: Definition) -> None:
        found = part_of(definition, self.part, self.key)
        if found is None:
            get_section(definition, "")  # says that it is gone
            return
        found.pop("show_if", None)
        if self.rule is not None:
            guards.require_no_circle(definition, self.part, self.key, self.rule)
            found["show_if"] = self.rule


def key_of(before: Mapping[str, Plain], after: Mapping[str, Plain], edit: Edit) -> str:
    """The key of the part an act was about; for an added one the key it was given."""
    if isinstance(edit, AddSection):
        return str(sections_of(after)[-1]["key"])
    if isinstance(edit, AddQuestion):
        return next(iter(guards.question_keys(after) - guards.question_keys(before)))
    return edit.key
