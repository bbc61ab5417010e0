"""Stored answers as plain words: for pages that only show, receipts, exports and differences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any as Plain

from incubator.core.dates import official_day
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.problems_of_value import size_text
from incubator.questionnaires.rules.values import RAW, is_empty, is_unread


def typed_text(kind: d.Kind, value: Plain) -> str:
    """The answer as one would type it into its field: `16,500,000`, `2016-04-20`, the key of an option."""
    if is_empty(value):
        return ""
    if is_unread(value):
        return ", ".join(value[RAW]) if isinstance(value[RAW], list) else str(value[RAW])
    if kind is d.Kind.WON:
        return f"{value:,}"
    return f"{Decimal(value):,f}" if kind is d.Kind.NUMBER else str(value)


def shown(column: d.Column, value: Plain, locale: str = "ko") -> str:
    """The answer in words, one line per row or file; empty when there is none.  What could not be read, as typed."""
    if is_empty(value):
        return ""
    if is_unread(value):
        return typed_text(column.kind, value)
    if column.kind is d.Kind.TABLE and isinstance(column, d.Question):
        return "\n".join(_row(column, row, locale) for row in value)
    if column.kind is d.Kind.FILE:
        return "\n".join(f"{file['name']} ({size_text(file['size'])})" for file in value)
    return _simple(column, value, locale)


def _simple(column: d.Column, value: Plain, locale: str) -> str:
    if column.kind in d.OPTION_KINDS:
        picked = [value] if isinstance(value, str) else value
        labels = {option.key: d.words(locale, option.label, option.label_en) for option in column.options}
        return ", ".join(labels.get(key, key) for key in picked)
    if column.kind is d.Kind.WON:
        return f"KRW {value:,}" if locale == "en" else f"{value:,}원"
    if column.kind is d.Kind.DATE:
        return str(value) if locale == "en" else official_day(date.fromisoformat(value))
    if column.kind is d.Kind.NUMBER:
        unit = d.words(locale, column.unit, column.unit_en)
        return f"{Decimal(value):,f}{' ' if locale == 'en' and unit else ''}{unit}"
    return str(value)


def _row(question: d.Question, row: dict[str, Plain], locale: str) -> str:
    cells = (
        f"{d.words(locale, column.label, column.label_en)}: {shown(column, row.get(column.key), locale)}"
        for column in question.columns
        if not is_empty(row.get(column.key))
    )
    return " · ".join(cells)


def totals(question: d.Question, rows: Plain) -> dict[str, Decimal]:
    """Sum of each number and won column over the rows that can be read."""
    if not question.totals:
        return {}
    summed = [column for column in question.columns if column.kind in (d.Kind.NUMBER, d.Kind.WON)]
    return {column.key: sum((_number(row.get(column.key)) for row in rows or ()), Decimal(0)) for column in summed}


def _number(value: Plain) -> Decimal:
    return Decimal(0) if is_empty(value) or is_unread(value) else Decimal(value)
