"""A `Form` as stored JSON; `load(dump(form)) == form`."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any as Plain

from incubator.questionnaires.rules import definition as d

LIMIT_NAMES = {d.Kind.MULTI_CHOICE: ("min_picks", "max_picks"), d.Kind.TABLE: ("min_rows", "max_rows")}


def dump(form: d.Form) -> dict[str, Plain]:
    """Plain JSON values; what is empty or default is left out."""
    return _filled(title=form.title, title_en=form.title_en, sections=[_section(section) for section in form.sections])


def seal(definition: dict[str, Plain]) -> str:
    """SHA-256 of the definition in its one spelling (sorted keys, UTF-8)."""
    return hashlib.sha256(one_line(definition).encode()).hexdigest()


def one_line(value: Plain) -> str:
    """JSON with one spelling for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def _filled(**values: Plain) -> dict[str, Plain]:
    return {key: value for key, value in values.items() if value not in (None, "", [], (), False)}


def _section(section: d.Section) -> dict[str, Plain]:
    return _filled(
        key=section.key,
        title=section.title,
        title_en=section.title_en,
        help=section.help,
        help_en=section.help_en,
        show_if=_rule(section.show_if),
        questions=[_question(question) for question in section.questions],
    )


def _question(question: d.Question) -> dict[str, Plain]:
    least, most = LIMIT_NAMES.get(question.kind, ("", ""))
    found = _column(question) | _filled(
        help=question.help,
        help_en=question.help_en,
        columns=[_column(column) for column in question.columns],
        totals=question.totals,
        accept=_accept(question.accept),
        show_if=_rule(question.show_if),
    )
    limits = {least: question.min_items, most: question.max_items}
    return found | {name: value for name, value in limits.items() if value is not None}


def _column(column: d.Column) -> dict[str, Plain]:
    return _filled(
        key=column.key,
        kind=column.kind.value,
        label=column.label,
        label_en=column.label_en,
        required=column.required,
        options=[_filled(key=o.key, label=o.label, label_en=o.label_en) for o in column.options],
        max_chars=column.max_chars,
        unit=column.unit,
        unit_en=column.unit_en,
        decimals=column.decimals or None,
        min=_bound(column.minimum),
        max=_bound(column.maximum),
    )


def _accept(accept: d.FileAccept | None) -> dict[str, Plain] | None:
    if accept is None:
        return None
    return _filled(
        kinds=list(accept.kinds),
        max_bytes=accept.max_bytes,
        max_files=accept.max_files,
        max_pages=accept.max_pages,
        wallet=accept.wallet,
    )


def _bound(bound: str | d.Bound | None) -> str | None:
    if bound is None or isinstance(bound, str):
        return bound
    return bound.isoformat() if isinstance(bound, date) else str(bound)


def _rule(rule: d.Rule | None) -> dict[str, Plain] | None:
    if rule is None:
        return None
    if not isinstance(rule, d.Condition):
        return {"all" if isinstance(rule, d.All) else "any": [_rule(part) for part in rule.parts]}
    values = [_bound(value) for value in rule.values]
    found: dict[str, Plain] = {"question": rule.question, "operator": rule.operator.value}
    if rule.operator in (d.Operator.IS_YES, d.Operator.IS_ANSWERED):
        return found
    single = rule.operator not in (d.Operator.ANY_OF, d.Operator.BETWEEN)
    return found | {"value": values[0] if single else values}
