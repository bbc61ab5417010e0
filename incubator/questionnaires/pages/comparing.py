"""Two managers typed into the same part: both texts beside each other, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from incubator.core.text import text
from incubator.web.i18n import tr

HIDDEN = ("base", "csrf_token", "key")


@dataclass(frozen=True)
class FieldConflict:
    label: str
    mine: str
    theirs: str


def conflicts_between(mine: Any, theirs: Any) -> tuple[FieldConflict, ...]:
    """The fields of two filled WTForms of one class that differ."""
    pairs = [(field, theirs[name]) for name, field in mine._fields.items() if name not in HIDDEN]
    found = [(str(field.label.text), _shown(field.data), _shown(other.data)) for field, other in pairs]
    return tuple(FieldConflict(*item) for item in found if item[1] != item[2])


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return tr(text("예")) if value else tr(text("아니요"))
    if isinstance(value, list):
        return "\n".join(_row(item) for item in value)
    return "" if value is None else str(value)


def _row(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    return " · ".join(str(value) for name, value in item.items() if value and name != "key")
