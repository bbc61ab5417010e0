"""Acts on the form itself and on the conditions of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any as Plain

from incubator.questionnaires.rules.editing import guards
from incubator.questionnaires.rules.editing.acts import Edit, EditAct
from incubator.questionnaires.rules.editing.on_questions import AddQuestion
from incubator.questionnaires.rules.editing.on_sections import AddSection
from incubator.questionnaires.rules.editing.parts import (
    Definition,
    Part,
    get_section,
    part_of,
    sections_of,
)


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
