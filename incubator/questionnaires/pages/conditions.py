"""The condition editor: the tree with what may be chosen at each place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from incubator.core.text import Text, text
from incubator.questionnaires.forms.conditions import ROOT, Comparison, Group
from incubator.questionnaires.pages.building import VersionHead
from incubator.questionnaires.rules import Form, Question
from incubator.questionnaires.rules.definition import OPTION_KINDS, YES, Kind, words
from incubator.questionnaires.rules.definition import Operator as Op
from incubator.questionnaires.rules.editing import Part
from incubator.questionnaires.rules.loading_conditions import DEEPEST, SUITS

OPERATOR_WORDS: Mapping[Op, Text] = {
    Op.IS: text("다음과 같을 때"),
    Op.IS_NOT: text("다음이 아닐 때"),
    Op.ANY_OF: text("다음 가운데 하나일 때"),
    Op.BETWEEN: text("두 값 사이일 때"),
    Op.AT_LEAST: text("이 값 이상일 때"),
    Op.AT_MOST: text("이 값 이하일 때"),
    Op.IS_YES: text("‘예’일 때"),
    Op.IS_ANSWERED: text("답했을 때"),
}
"""What a manager picks from; the stored operators are `rules.definition.Operator`."""


@dataclass(frozen=True)
class Choice:
    value: str
    label: str | Text
    chosen: bool


@dataclass(frozen=True)
class ComparisonNode:
    """`control` is options (tick one or several), bounds (one or two texts) or none."""

    path: str
    number: str
    questions: tuple[tuple[str, tuple[Choice, ...]], ...]
    operators: tuple[Choice, ...]
    control: str
    options: tuple[Choice, ...]
    several: bool
    bounds: tuple[str, ...]
    hint: Text | None
    is_group: bool = False


@dataclass(frozen=True)
class GroupNode:
    path: str
    number: str
    join: str
    parts: tuple[GroupNode | ComparisonNode, ...]
    may_nest: bool
    is_group: bool = True


@dataclass(frozen=True)
class ConditionPage:
    head: VersionHead
    part: Part
    key: str
    label: str
    root: GroupNode
    sentence: Text | None
    has_earlier: bool


def earlier_questions(form: Form, part: Part, key: str) -> dict[str, list[Question]]:
    """{section key: questions} that stand before the part, in the order of the form."""
    found: dict[str, list[Question]] = {}
    for section in form.sections:
        if part is Part.SECTION and section.key == key:
            return found
        for question in section.questions:
            if part is Part.QUESTION and question.key == key:
                return found
            found.setdefault(section.key, []).append(question)
    return found


@dataclass(frozen=True)
class Tree:
    """Makes the nodes of one part's condition."""

    form: Form
    earlier: Mapping[str, list[Question]]
    locale: str

    def group(self, group: Group, path: str = ROOT, number: str = "") -> GroupNode:
        parts = tuple(
            self._node(part, f"{path}-{place}", f"{number}.{place + 1}".strip("."))
            for place, part in enumerate(group.parts)
        )
        return GroupNode(path, number, group.join, parts, may_nest=path.count("-") < DEEPEST - 1)

    def _node(self, part: Group | Comparison, path: str, number: str) -> GroupNode | ComparisonNode:
        return self.group(part, path, number) if isinstance(part, Group) else self._comparison(part, path, number)

    def _comparison(self, part: Comparison, path: str, number: str) -> ComparisonNode:
        question = self.form.questions.get(part.question)
        operators = _operators(question)
        chosen = part.operator if part.operator in operators else (operators[0].value if operators else "")
        control, several = _control(question, chosen)
        return ComparisonNode(
            path=path,
            number=number,
            questions=self._questions(part.question),
            operators=tuple(Choice(item.value, OPERATOR_WORDS[item], item == chosen) for item in operators),
            control=control,
            options=self._options(question, part.values) if control == "options" else (),
            several=several,
            bounds=tuple((*part.values, "", "")[: 2 if several else 1]) if control == "bounds" else (),
            hint=_hint(question) if control == "bounds" else None,
        )

    def _questions(self, chosen: str) -> tuple[tuple[str, tuple[Choice, ...]], ...]:
        return tuple(
            (
                words(self.locale, self.form.section[key].title, self.form.section[key].title_en),
                tuple(
                    Choice(item.key, words(self.locale, item.label, item.label_en), item.key == chosen)
                    for item in questions
                ),
            )
            for key, questions in self.earlier.items()
        )

    def _options(self, question: Question | None, values: list[str]) -> tuple[Choice, ...]:
        options: Any = question.options if question else ()
        return tuple(Choice(o.key, words(self.locale, o.label, o.label_en), o.key in values) for o in options)


def _operators(question: Question | None) -> tuple[Op, ...]:
    """Those that suit the kind, `is_yes` first where the question has a yes."""
    if question is None:
        return ()
    suiting = [item for item in Op if item in SUITS[question.kind]]
    if YES not in question.option_keys:
        suiting = [item for item in suiting if item is not Op.IS_YES]
    return tuple(sorted(suiting, key=lambda item: item is not Op.IS_YES))


def _control(question: Question | None, operator: str) -> tuple[str, bool]:
    if question is None or operator in (Op.IS_YES, Op.IS_ANSWERED, ""):
        return "none", False
    if question.kind in OPTION_KINDS:
        return "options", operator == Op.ANY_OF
    return "bounds", operator == Op.BETWEEN


def _hint(question: Question | None) -> Text | None:
    if question is not None and question.kind is Kind.DATE:
        return text("예: 2016-04-20")
    return text("숫자만 적어 주세요.")
