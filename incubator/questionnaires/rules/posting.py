"""Field names of the pages: value `a.<key>`, table cell `a.<key>.<row>.<column>`, base version `v.<key>`.

Buttons that work without scripts: `add-row=<key>`, `remove-row=<key>.<row>`, `resolve=<key>.mine|theirs`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any as Plain
from typing import Protocol

from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.reading import MOST_KEPT_ROWS, Raw
from incubator.questionnaires.rules.showing import typed_text
from incubator.questionnaires.rules.values import RAW, is_empty, is_unread

_NAME = re.compile(r"a\.([a-z][a-z0-9_]{0,59})(?:\.(\d{1,4})\.([a-z][a-z0-9_]{0,59}))?", re.ASCII)
_ROW = re.compile(r"([a-z][a-z0-9_]{0,59})\.(\d{1,4})", re.ASCII)
_CHOICE = re.compile(r"([a-z][a-z0-9_]{0,59})\.(mine|theirs)", re.ASCII)


class Posted(Protocol):
    """What a web framework gives for a form: names with one or more values each."""

    def keys(self) -> Iterable[str]: ...

    def getlist(self, name: str, /) -> list[str]: ...


def answers_from_form(form: d.Form, posted: Posted) -> dict[str, Raw]:
    """`{question key: typed}` for every field named `a.…`, known or not: `save_answers` refuses the unknown.

    Rows of a table keep their order; a table whose fields were all removed is an empty list when its marker field
    `a.<key>` was sent.  Groups of tick boxes and buttons send an empty marker too, so that "nothing ticked" can be
    told.
    """
    found: dict[str, Raw] = {}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for name in posted.keys():  # noqa: SIM118 (a multidict's keys)
        parts = _NAME.fullmatch(name)
        if parts is None:
            if name.startswith("a."):
                found[name[2:]] = posted.getlist(name)
            continue
        key, row, column = parts.groups()
        if row is None:
            found.setdefault(key, _values(form, key, posted.getlist(name)))
        else:
            cell = posted.getlist(name)
            rows.setdefault(key, {}).setdefault(int(row), {})[column] = cell[-1] if cell else ""
    return found | {key: [by_row[number] for number in sorted(by_row)] for key, by_row in rows.items()}


def _values(form: d.Form, key: str, values: list[str]) -> Raw:
    question = form.questions.get(key)
    if question is not None and question.kind in (*d.OPTION_KINDS, d.Kind.TABLE):
        return [value for value in values if value]
    return values


def base_versions(posted: Posted) -> dict[str, int]:
    """`{question key: version the page was made from}`; what is no number counts as never seen."""
    found: dict[str, int] = {}
    for name in posted.keys():  # noqa: SIM118 (a multidict's keys)
        if name.startswith("v."):
            value = posted.getlist(name)[-1]
            found[name[2:]] = int(value) if value.isascii() and value.isdigit() and len(value) <= 9 else 0
    return found


def row_act(posted: Posted) -> tuple[str, str, int | None] | None:
    """The row button that sent the form: `("add", key, None)` or `("remove", key, row)`; None for another button."""
    added = _last(posted, "add-row")
    if added and _ROW.fullmatch(f"{added}.0"):
        return ("add", added, None)
    removed = _ROW.fullmatch(_last(posted, "remove-row"))
    return ("remove", removed[1], int(removed[2])) if removed else None


def resolution(posted: Posted) -> tuple[str, str] | None:
    """The choice in a conflict: `(key, "mine")` or `(key, "theirs")`; None when no such button was pressed."""
    chosen = _CHOICE.fullmatch(_last(posted, "resolve"))
    return (chosen[1], chosen[2]) if chosen else None


def _last(posted: Posted, name: str) -> str:
    values = posted.getlist(name)
    return values[-1] if values else ""


def without_row(rows: Raw, number: int) -> Raw:
    """The typed rows of a table without row `number` (from 0); unchanged when there is no such row."""
    if isinstance(rows, str) or not 0 <= number < min(len(rows), MOST_KEPT_ROWS):
        return rows
    return [row for index, row in enumerate(rows) if index != number]  # type: ignore[return-value]  # of one kind, as given


def form_pairs(question: d.Question, value: Plain) -> list[tuple[str, str]]:
    """A stored answer as the fields of its form: `[("a.fields", "water"), …]`; one empty field when there is none."""
    name = f"a.{question.key}"
    if is_empty(value):
        return [(name, "")]
    if question.kind is d.Kind.MULTI_CHOICE:
        return [(name, key) for key in (value[RAW] if is_unread(value) else value)]
    if question.kind is d.Kind.TABLE:
        return [
            (f"{name}.{number}.{column.key}", typed_text(column.kind, row.get(column.key)))
            for number, row in enumerate(value)
            for column in question.columns
        ]
    return [(name, typed_text(question.kind, value))]
