"""Field names of the pages: value `a.<key>`, table cell `a.<key>.<row>.<column>`, base version `v.<key>`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Protocol

from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.reading import MOST_KEPT_ROWS, Raw

_NAME = re.compile(r"a\.([a-z][a-z0-9_]{0,59})(?:\.(\d{1,4})\.([a-z][a-z0-9_]{0,59}))?", re.ASCII)
_ROW_ACT = re.compile(r"row\.(?:add\.([a-z][a-z0-9_]{0,59})|remove\.([a-z][a-z0-9_]{0,59})\.(\d{1,4}))", re.ASCII)


class Posted(Protocol):
    """What a web framework gives for a form: names with one or more values each."""

    def keys(self) -> Iterable[str]: ...

    def getlist(self, name: str, /) -> list[str]: ...


def answers_from_form(form: d.Form, posted: Posted) -> dict[str, Raw]:
    """`{question key: typed}` for every field named `a.…`, known or not: `save_answers` refuses the unknown.

    Rows of a table keep their order; a table whose fields were all removed is an empty list when its marker field
    `a.<key>` was sent.  A group of tick boxes sends an empty marker too, so that "nothing ticked" can be told.
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
    if question is not None and question.kind in (d.Kind.MULTI_CHOICE, d.Kind.TABLE):
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
    for name in posted.keys():  # noqa: SIM118 (a multidict's keys)
        found = _ROW_ACT.fullmatch(name)
        if found:
            added, removed, row = found.groups()
            return ("add", added, None) if added else ("remove", removed, int(row))
    return None


def without_row(rows: Raw, number: int) -> Raw:
    """The typed rows of a table without row `number` (from 0); unchanged when there is no such row."""
    if isinstance(rows, str) or not 0 <= number < min(len(rows), MOST_KEPT_ROWS):
        return rows
    return [row for index, row in enumerate(rows) if index != number]  # type: ignore[return-value]  # of one kind, as given
