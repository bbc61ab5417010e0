"""Conditions as managed sentences: what a manager reads instead of keys and operators."""

from __future__ import annotations

from datetime import date
from functools import reduce

from incubator.core.dates import official_day
from incubator.core.text import Text, text
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.definition import Operator as Op

SENTENCES: dict[Op, Text] = {
    Op.IS: text("‘%(question)s’의 답이 ‘%(first)s’"),
    Op.IS_YES: text("‘%(question)s’의 답이 ‘%(first)s’"),
    Op.IS_NOT: text("‘%(question)s’의 답이 ‘%(first)s’ 아님"),
    Op.ANY_OF: text("‘%(question)s’의 답이 %(all)s 가운데 하나"),
    Op.BETWEEN: text("‘%(question)s’의 답이 %(first)s에서 %(last)s 사이"),
    Op.AT_LEAST: text("‘%(question)s’의 답이 %(first)s 이상"),
    Op.AT_MOST: text("‘%(question)s’의 답이 %(first)s 이하"),
    Op.IS_ANSWERED: text("‘%(question)s’에 답함"),
}


def in_words(form: d.Form, rule: d.Rule, locale: str = "ko") -> Text:
    """`‘투자를 받았습니까?’의 답이 ‘예’ 그리고 (… 또는 …)`."""
    if isinstance(rule, d.Condition):
        return _comparison(form, rule, locale)
    parts = [_inner(form, part, locale) for part in rule.parts]
    return reduce(_both if isinstance(rule, d.All) else _either, parts)


def _both(left: Text, right: Text) -> Text:
    return text("%(left)s 그리고 %(right)s", left=left, right=right)


def _either(left: Text, right: Text) -> Text:
    return text("%(left)s 또는 %(right)s", left=left, right=right)


def _inner(form: d.Form, rule: d.Rule, locale: str) -> Text:
    found = in_words(form, rule, locale)
    if isinstance(rule, d.Condition) or len(rule.parts) == 1:
        return found
    return text("(%(rule)s)", rule=found)


def _comparison(form: d.Form, condition: d.Condition, locale: str) -> Text:
    question = form.questions[condition.question]
    values = [_value(question, value, locale) for value in condition.values] or [""]
    sentence = SENTENCES[condition.operator]
    return Text(
        sentence.msgid,
        {
            "question": d.words(locale, question.label, question.label_en),
            "first": values[0],
            "last": values[-1],
            "all": ", ".join(f"‘{value}’" for value in values),
        },
    )


def _value(question: d.Question, value: str | d.Bound, locale: str) -> str:
    if isinstance(value, str):
        option = next((item for item in question.options if item.key == value), None)
        return d.words(locale, option.label, option.label_en) if option else value
    if isinstance(value, date):
        return value.isoformat() if locale == "en" else official_day(value)
    plain = f"{value:,f}"
    if question.kind is d.Kind.WON:
        return f"KRW {plain}" if locale == "en" else f"{plain}원"
    return plain + d.words(locale, question.unit, question.unit_en)
