"""What is put before the people who approve: every item of a call in words, or what a change changes.

Rows {key, label, before, after}: `label` is a stored `Text`, `before` is None where nothing stands yet.  Korean, as the
published text is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from incubator.core.dates import official_day, official_moment
from incubator.core.text import Text, text
from incubator.programs.rules.content import FIELD_NAMES, row_line
from incubator.programs.rules.eligibility import describe, load_rules
from incubator.programs.rules.references import ReferenceDates
from incubator.programs.rules.scoring import TIE_LABELS, TieStep

Row = dict[str, Any]


def call_rows(values: Mapping[str, Any], dates: ReferenceDates) -> list[Row]:
    """Each item of the call, in its order.  `values` may hold texts ready to read (form, files)."""
    return [
        _row(name, FIELD_NAMES[name], None, words_of(name, values[name], dates))
        for name in FIELD_NAMES
        if name in values
    ]


def change_rows(changes: Iterable[Mapping[str, Any]], dates: ReferenceDates) -> list[Row]:
    """`changes` are rows {field, before, after} of `content.difference`."""
    return [
        _row(
            change["field"],
            FIELD_NAMES[change["field"]],
            words_of(change["field"], change["before"], dates),
            words_of(change["field"], change["after"], dates),
        )
        for change in changes
    ]


def told_rows(told: Iterable[tuple[str, Text, str]]) -> list[Row]:
    """Rows that say something and change nothing: (key, label, words)."""
    return [_row(key, label, None, words) for key, label, words in told]


def _row(key: str, label: Text, before: str | None, after: str) -> Row:
    return {"key": key, "label": label.payload(), "before": before, "after": after}


def words_of(field: str, value: Any, dates: ReferenceDates) -> str:
    """A stored value as people read it."""
    if value is None or value == "":
        return ""
    if isinstance(value, list):
        return "\n".join(_lines(field, value, dates))
    if field.endswith(("_at", "_on")):
        return _when(value)
    if field == "file_total_limit":
        return str(text("%(size)s바이트", size=f"{value:,}"))
    if field == "budget_won":
        return f"{value:,}원"
    return str(value)


def _lines(field: str, rows: list[Any], dates: ReferenceDates) -> list[str]:
    if field == "eligibility":
        return [f"- {describe(rule, dates)}" for rule in load_rules(rows)]
    if field == "tie_chain":
        return [f"{number}. {TIE_LABELS[TieStep(step)]}" for number, step in enumerate(rows, start=1)]
    if field == "stages":
        return [_stage(stage) for stage in rows]
    return [f"- {_line(field, row)}" for row in rows]


def _stage(stage: Mapping[str, Any]) -> str:
    """A stage of the judging: what a call names in one line, its criteria below."""
    head = text(
        "%(label)s: 반영 %(weight)d%%, 평가위원 %(people)d명, 과락 %(floor)d점",
        label=stage["label"],
        weight=stage["weight_percent"],
        people=stage["people"],
        floor=stage["floor_points"],
    )
    return "\n".join([str(head), *(f"- {row['label']} {row['points']}" for row in stage["criteria"])])


def _line(field: str, row: Mapping[str, Any]) -> str:
    return row_line(field, {key: _when(value) if key in ("starts", "ends") else value for key, value in row.items()})


def _when(value: Any) -> str:
    if value is None:
        return ""
    at = datetime.fromisoformat(value) if isinstance(value, str) and "T" in value else value
    if isinstance(at, str):
        at = date.fromisoformat(at)
    return official_moment(at) if isinstance(at, datetime) else official_day(at)
