"""Which parts of a form nobody will ever see, because no answers make their conditions true together.

Conditions are monotone (there is no "not" around a group), so a part can be reached exactly when one choice among the
ANY groups leaves every question it depends on at least one answer.  The search gives up after `MOST_STEPS` and then
calls the part reachable: a builder must not refuse what it cannot decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.domains import Domain, domain_of

MOST_STEPS = 5_000


def unreachable(form: d.Form) -> tuple[str, ...]:
    """Places of the parts that can never be shown, `sections.<key>` or `questions.<key>`, in the order of the form."""
    found = []
    for section in form.sections:
        if section.show_if is not None and not _can_be([section.show_if], form):
            found.append(f"sections.{section.key}")
            continue
        found += [
            f"questions.{question.key}"
            for question in section.questions
            if question.show_if is not None and not _can_be(_rules_of(form, question.key), form)
        ]
    return tuple(found)


def require_no_more_unreachable(before: d.Form, after: d.Form) -> None:
    """Raises Invalid when a part could be reached and now cannot, or is new and never can."""
    problems = {place: (NEVER,) for place in unreachable(after) if place not in set(unreachable(before))}
    if problems:
        _refuse(after, problems)


def require_reachable(form: d.Form) -> None:
    """Raises Invalid when any part can never be shown."""
    problems = dict.fromkeys(unreachable(form), (NEVER,))
    if problems:
        _refuse(form, problems)


NEVER = text("이 조건은 함께 맞을 수 없어 아무에게도 보이지 않습니다.")


def _refuse(form: d.Form, problems: Mapping[str, tuple[Text, ...]]) -> None:
    kind, _, key = next(iter(problems)).partition(".")
    label = form.section[key].title if kind == "sections" else form.questions[key].label
    raise Invalid(
        text("‘%(label)s’은(는) 어떻게 답해도 보이지 않습니다. 함께 맞을 수 없는 조건입니다.", label=label),
        how=text("조건에 쓴 질문의 보기와 한계, 그 질문이 보이는 조건을 함께 살펴 고쳐 주세요."),
        problems=problems,
    )


def _rules_of(form: d.Form, key: str) -> list[d.Rule]:
    """What must hold for a question to be asked, apart from the conditions of the questions it depends on."""
    rules = (form.section_of[key].show_if, form.questions[key].show_if)
    return [rule for rule in rules if rule is not None]


@dataclass
class _Search:
    form: d.Form
    steps: int = MOST_STEPS
    domains: dict[str, Domain] = field(default_factory=dict)

    def can_be(self, rules: list[d.Rule]) -> bool:
        """Whether all these rules can hold at once, with what has been narrowed so far."""
        self.steps -= 1
        if not rules or self.steps <= 0:
            return True
        rule, rest = rules[0], rules[1:]
        if isinstance(rule, d.All):
            return self.can_be([*rule.parts, *rest])
        if isinstance(rule, d.Any):
            return any(self.can_be([part, *rest]) for part in rule.parts)
        return self._narrowed(rule, rest)

    def _narrowed(self, condition: d.Condition, rest: list[d.Rule]) -> bool:
        key = condition.question
        known = self.domains.get(key)
        narrowed = (known or domain_of(self.form.questions[key])).with_condition(condition)
        if narrowed.is_empty:
            return False
        self.domains[key] = narrowed
        needed = [] if known is not None else _rules_of(self.form, key)
        possible = self.can_be([*needed, *rest])
        if known is None:
            del self.domains[key]
        else:
            self.domains[key] = known
        return possible


def _can_be(rules: list[d.Rule], form: d.Form) -> bool:
    return _Search(form).can_be(rules)
