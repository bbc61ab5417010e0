"""Whether a question is asked: yes, no, or not known yet (Kleene's three values).

`None` means that the answer decides which is not given yet, or cannot be read yet.  A question whose own condition
question is not asked is not asked either, whatever answer is still kept for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any as Plain

from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.definition import Operator as Op
from incubator.questionnaires.rules.values import Answers, is_empty, is_unread

Three = bool | None


def all_of(parts: Iterable[Three]) -> Three:
    """False when one is False, else not known when one is not known."""
    known = list(parts)
    return False if False in known else None if None in known else True


def any_of(parts: Iterable[Three]) -> Three:
    """True when one is True, else not known when one is not known."""
    known = list(parts)
    return True if True in known else None if None in known else False


class Visibility:
    """Answers "is it asked?" for one form and one set of answers; each question is decided once."""

    def __init__(self, form: d.Form, answers: Answers) -> None:
        self.form = form
        self.answers = answers
        self._known: dict[str, Three] = {}

    def section(self, section: d.Section) -> Three:
        return self._rule(section.show_if)

    def question(self, key: str) -> Three:
        if key not in self._known:
            own = self._rule(self.form.questions[key].show_if)
            self._known[key] = all_of((self.section(self.form.section_of[key]), own))
        return self._known[key]

    def _rule(self, rule: d.Rule | None) -> Three:
        if rule is None:
            return True
        if isinstance(rule, d.Condition):
            return all_of((self.question(rule.question), self._condition(rule)))
        parts = [self._rule(part) for part in rule.parts]
        return all_of(parts) if isinstance(rule, d.All) else any_of(parts)

    def _condition(self, condition: d.Condition) -> Three:
        question = self.form.questions[condition.question]
        answer: Plain = self.answers.get(condition.question)
        if condition.operator is Op.IS_ANSWERED:
            return None if is_unread(answer) else not is_empty(answer)
        if is_empty(answer) or is_unread(answer):
            return None
        if question.kind is d.Kind.MULTI_CHOICE:
            return _matches_several(condition, answer)
        return COMPARE[condition.operator](comparable(question.kind, answer), condition.values)


def visible(form: d.Form, answers: Answers, key: str) -> Three:
    """Whether this question is asked; for many at once keep a `Visibility`."""
    return Visibility(form, answers).question(key)


def comparable(kind: d.Kind, answer: Plain) -> Plain:
    """A stored, readable answer as a value that compares."""
    if kind in (d.Kind.NUMBER, d.Kind.WON):
        return Decimal(answer)
    return date.fromisoformat(answer) if kind is d.Kind.DATE else answer


def _matches_several(condition: d.Condition, answer: Iterable[str]) -> bool:
    picked = set(answer) & {str(value) for value in condition.values}
    return not picked if condition.operator is Op.IS_NOT else bool(picked)


COMPARE: dict[Op, Callable[[Plain, tuple[Plain, ...]], bool]] = {
    Op.IS: lambda answer, values: bool(answer == values[0]),
    Op.IS_YES: lambda answer, values: bool(answer == values[0]),
    Op.IS_NOT: lambda answer, values: bool(answer != values[0]),
    Op.ANY_OF: lambda answer, values: answer in values,
    Op.BETWEEN: lambda answer, values: bool(values[0] <= answer <= values[1]),
    Op.AT_LEAST: lambda answer, values: bool(answer >= values[0]),
    Op.AT_MOST: lambda answer, values: bool(answer <= values[0]),
}
