"""Rows of a table in a form: one fieldset for each, moved and taken out by buttons, with or without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField
from wtforms.fields.core import UnboundField

from incubator.core.text import text
from incubator.web.i18n import tr

KEY = re.compile(r"[a-z][a-z0-9-]{0,39}", re.ASCII)
MOST_ROWS = 60
COUNT = "rows"
_ACT = re.compile(r"(up|down|out)-(\d{1,2})", re.ASCII)


@dataclass(frozen=True)
class Column:
    """One cell of every row: `make` gives a fresh WTForms field."""

    name: str
    make: Callable[[], UnboundField]
    blank: Any = ""


@dataclass(frozen=True)
class RowShown:
    """A row as the page draws it: its number from one, its hidden key, its cells."""

    number: int
    key: Any
    cells: Mapping[str, Any]


class Rows:
    """Mixed into a form made by `with_rows`."""

    columns: tuple[Column, ...] = ()
    count = 0
    _fields: dict[str, Field]

    @property
    def shown_rows(self) -> list[RowShown]:
        return [
            RowShown(
                number + 1,
                self._fields[cell(number, "key")],
                {column.name: self._fields[cell(number, column.name)] for column in self.columns},
            )
            for number in range(self.count)
        ]

    @property
    def typed_rows(self) -> list[dict[str, Any]]:
        """Rows in which something was typed; a key that is no key, or stands twice, is left out."""
        found: list[dict[str, Any]] = []
        taken: set[str] = set()
        for row in self.shown_rows:
            values = {name: field.data for name, field in row.cells.items()}
            if all(values[column.name] in (None, column.blank) for column in self.columns):
                continue
            key = str(row.key.data or "")
            if KEY.fullmatch(key) and key not in taken:
                values["key"] = key
                taken.add(key)
            found.append(values)
        return found

    def refuse_empty(self, name: str) -> bool:
        """Put a sentence beside each cell of this name that is empty in a row with other words; True when none is."""
        is_fine = True
        for row in self.shown_rows:
            others = [field.data for key, field in row.cells.items() if key != name]
            blanks = [column.blank for column in self.columns if column.name != name]
            if row.cells[name].data in (None, "") and any(
                value not in (None, blank) for value, blank in zip(others, blanks, strict=True)
            ):
                row.cells[name].errors = [*row.cells[name].errors, tr(text("입력해 주세요."))]
                is_fine = False
        return is_fine


def cell(number: int, name: str) -> str:
    return f"r{number}_{name}"


def with_rows(
    base: type[Any], columns: Iterable[Column], count: int, *, fields: Mapping[str, Any] | None = None
) -> type[Any]:
    """A form class with so many rows, and these fields beside them."""
    shape = tuple(columns)
    made: dict[str, Any] = {"columns": shape, "count": count, COUNT: HiddenField(default=str(count)), **(fields or {})}
    for number in range(count):
        made[cell(number, "key")] = HiddenField()
        for column in shape:
            made[cell(number, column.name)] = column.make()
    return type(f"{base.__name__}WithRows", (Rows, base), made)


def first_values(columns: Iterable[Column], rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What a form with these rows starts from."""
    shape = tuple(columns)
    return {
        cell(number, name): row.get(name)
        for number, row in enumerate(rows)
        for name in ("key", *(column.name for column in shape))
    }


def typed_count(sent: MultiDict[str, str]) -> int:
    """How many rows the page had that was sent."""
    raw = sent.get(COUNT, "")
    return min(int(raw), MOST_ROWS) if raw.isascii() and raw.isdecimal() and len(raw) < 4 else 0


def rearranged(sent: MultiDict[str, str], columns: Iterable[Column]) -> MultiDict[str, str] | None:
    """The same form after its button: a row more, moved up or down, taken out.  None for every other button."""
    act, count = sent.get("act", ""), typed_count(sent)
    names = ("key", *(column.name for column in columns))
    rows = [{name: sent.getlist(cell(number, name)) for name in names} for number in range(count)]
    wanted = _ACT.fullmatch(act)
    if act == "more":
        rows.append({})
    elif wanted and int(wanted[2]) <= count and int(wanted[2]) > 0:
        place = int(wanted[2]) - 1
        row = rows.pop(place)
        if wanted[1] != "out":
            rows.insert(max(place - 1, 0) if wanted[1] == "up" else place + 1, row)
    else:
        return None
    kept = [(name, value) for name, value in sent.items(multi=True) if not re.fullmatch(r"r\d+_.*", name)]
    kept = [(name, value) for name, value in kept if name not in (COUNT, "act")]
    kept.append((COUNT, str(min(len(rows), MOST_ROWS))))
    for number, row in enumerate(rows[:MOST_ROWS]):
        kept += [(cell(number, name), value) for name, values in row.items() for value in values]
    return MultiDict(kept)
