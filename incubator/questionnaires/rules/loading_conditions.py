"""Show-if conditions of a definition: each asks for an earlier question, with an operator that suits its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Plain

from incubator.core.text import text
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.definition import Operator as Op
from incubator.questionnaires.rules.reader import Found, Reader, bound_of

DEEPEST = 4
MOST_PARTS = 20
SUITS: Mapping[d.Kind, frozenset[Op]] = {
    d.Kind.CHOICE: frozenset({Op.IS, Op.IS_NOT, Op.ANY_OF, Op.IS_YES, Op.IS_ANSWERED}),
    d.Kind.MULTI_CHOICE: frozenset({Op.IS, Op.IS_NOT, Op.ANY_OF, Op.IS_ANSWERED}),
    d.Kind.NUMBER: frozenset({Op.IS, Op.IS_NOT, Op.BETWEEN, Op.AT_LEAST, Op.AT_MOST, Op.IS_ANSWERED}),
    d.Kind.WON: frozenset({Op.IS, Op.IS_NOT, Op.BETWEEN, Op.AT_LEAST, Op.AT_MOST, Op.IS_ANSWERED}),
    d.Kind.DATE: frozenset({Op.IS, Op.IS_NOT, Op.BETWEEN, Op.AT_LEAST, Op.AT_MOST, Op.IS_ANSWERED}),
    d.Kind.SHORT_TEXT: frozenset({Op.IS_ANSWERED}),
    d.Kind.LONG_TEXT: frozenset({Op.IS_ANSWERED}),
    d.Kind.TABLE: frozenset({Op.IS_ANSWERED}),
    d.Kind.FILE: frozenset({Op.IS_ANSWERED}),
}


def load_rule(
    raw: Plain, place: str, earlier: Mapping[str, d.Question], found: Found, *, depth: int = 1
) -> d.Rule | None:
    """A condition, or an ALL or ANY group of them.  `{"all": […]}`, `{"any": […]}`, `{"question", "operator", "value"}`."""
    if raw is None:
        return None
    reader = Reader(raw, place, found)
    groups = [name for name in ("all", "any") if name in reader.raw]
    if not groups:
        return _condition(reader, earlier)
    if depth > DEEPEST:
        reader.problem("", text("조건 묶음은 %(most)s겹까지 둘 수 있습니다.", most=DEEPEST))
        return None
    name = groups[0]
    parts = tuple(
        rule
        for number, item in enumerate(reader.items(name, most=MOST_PARTS, needed=True))
        if (rule := load_rule(item or {}, f"{place}.{name}.{number}", earlier, found, depth=depth + 1)) is not None
    )
    reader.no_more()
    return d.All(parts) if name == "all" else d.Any(parts)


def _condition(reader: Reader, earlier: Mapping[str, d.Question]) -> d.Condition | None:
    key = str(reader.get("question"))
    operator = reader.member("operator", Op)
    value = reader.get("value")
    reader.no_more()
    question = earlier.get(key)
    if question is None:
        reader.problem("question", text("앞에 있는 질문만 조건으로 쓸 수 있습니다: %(key)s", key=key[:60]))
    if question is None or operator is None:
        return None
    if operator not in SUITS[question.kind]:
        reader.problem("operator", text("‘%(label)s’ 질문에는 쓸 수 없는 조건입니다.", label=question.label))
        return None
    values = _values(reader, question, operator, value)
    return None if values is None else d.Condition(key, operator, values)


def _values(reader: Reader, question: d.Question, operator: Op, value: Plain) -> tuple[str | d.Bound, ...] | None:
    wanted = value if isinstance(value, list) else [] if value is None else [value]
    right_number = {
        Op.IS_ANSWERED: not wanted,
        Op.IS_YES: not wanted,
        Op.BETWEEN: len(wanted) == 2,
        Op.ANY_OF: bool(wanted),
    }.get(operator, len(wanted) == 1)
    if not right_number:
        reader.problem("value", text("이 조건에 견줄 값의 수가 맞지 않습니다."))
        return None
    if operator is Op.IS_YES:
        wanted = [d.YES]
    if question.kind in d.OPTION_KINDS:
        return _option_values(reader, question, wanted)
    bounds = [bound_of(item, question.kind) for item in wanted]
    known = tuple(bound for bound in bounds if bound is not None)
    if len(known) < len(bounds) or (operator is Op.BETWEEN and known[0] > known[1]):  # type: ignore[operator]  # both of the question's kind
        reader.problem("value", text("견줄 값을 질문의 종류에 맞게 적어 주세요."))
        return None
    return known


def _option_values(reader: Reader, question: d.Question, wanted: list[Plain]) -> tuple[str, ...] | None:
    unknown = [item for item in wanted if item not in question.option_keys]
    if unknown:
        reader.problem("value", text("질문에 없는 보기입니다: %(value)s", value=str(unknown[0])[:60]))
        return None
    return tuple(str(item) for item in wanted)
