"""Rows of small fields: the options of a choice and the columns of a table.

Names are those of a table question, `a.<field>.<row>.<column>`, so that the same script adds and removes rows; without
scripts the buttons `add-row`, `remove-row` and `move-row` send the form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from flask import request
from wtforms import Field, ValidationError

from incubator.core.text import text
from incubator.web.forms import clean
from incubator.web.i18n import tr

Row = dict[str, str]
MOST_ROWS = 250
_ACT = re.compile(r"([a-z_]+)\.(\d{1,4})(?:\.(up|down))?", re.ASCII)


class RowsField(Field):
    """`data` is a list of `{column: text}`; empty rows are left out."""

    data: Any

    def __init__(self, label: Any, validators: Any = None, *, columns: tuple[str, ...], **options: Any) -> None:
        super().__init__(label, validators, **options)
        self.columns = columns

    def process_formdata(self, _valuelist: list[str]) -> None:
        """The rows have names of their own, so they are read from what was posted."""
        self.data = self._read(request.form)

    def _read(self, formdata: Any) -> list[Row]:
        name = re.compile(rf"a\.{re.escape(self.name)}\.(\d{{1,4}})\.([a-z_]+)", re.ASCII)
        rows: dict[int, Row] = {}
        for key in formdata:
            found = name.fullmatch(key)
            if found and found[2] in self.columns and len(rows) <= MOST_ROWS:
                rows.setdefault(int(found[1]), {})[found[2]] = clean(formdata.getlist(key)[-1])[:1000]
        return [rows[number] for number in sorted(rows)]

    @property
    def filled(self) -> list[Row]:
        """Rows somebody has written into: a row with nothing but a chosen kind is not one of them."""
        return [row for row in self.data or () if row.get("label") or row.get("label_en") or row.get("key")]

    def pre_validate(self, form: Any) -> None:
        del form
        if not self.filled:
            raise ValidationError(tr(text("하나 이상 적어 주세요.")))

    def take_act(self, posted: Mapping[str, str]) -> bool:
        """Do what a button without scripts asked for; whether it asked anything of this field."""
        if posted.get("add-row") == self.name:
            self.data = [*(self.data or ()), {}]
            return True
        for name in ("remove-row", "move-row"):
            found = _ACT.fullmatch(posted.get(name, ""))
            if found and found[1] == self.name and int(found[2]) < len(self.data or ()):
                self._change(int(found[2]), found[3])
                return True
        return False

    def _change(self, row: int, way: str | None) -> None:
        taken = self.data.pop(row)
        if way:
            self.data.insert(max(0, row - 1 if way == "up" else row + 1), taken)


def rows_act(fields: Iterable[Any]) -> bool:
    """Whether the press was about rows only: then the page is shown again and nothing is stored."""
    return any(field.take_act(request.form) for field in fields if isinstance(field, RowsField))
