"""What an act on a draft definition is.  The acts themselves stand in `on_sections`, `on_questions` and `on_forms`."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum
from typing import Any as Plain
from typing import ClassVar

from incubator.core.text import Text, text
from incubator.questionnaires.rules.dumping import dump
from incubator.questionnaires.rules.editing import guards
from incubator.questionnaires.rules.editing.parts import Definition
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
    QUESTION_KIND_CHANGED = "question_kind_changed"
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
    EditAct.QUESTION_KIND_CHANGED: text("질문 종류 바꿈"),
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
