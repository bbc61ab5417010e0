"""Acts on the sections of a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any as Plain

from incubator.questionnaires.rules.editing import guards
from incubator.questionnaires.rules.editing.acts import Edit, EditAct
from incubator.questionnaires.rules.editing.parts import (
    Definition,
    Part,
    get_section,
    outline,
    part_of,
    questions_of,
    sections_of,
)


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
