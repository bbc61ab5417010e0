"""Before and after of a changed entity, for the trail; personal columns are masked."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import inspect

from incubator.db.base import Base

MASKED = "***"


def changes_of(entity: Base) -> dict[str, list[Any]]:
    """`{column: [before, after]}` for every changed column of an entity that is not flushed yet."""
    state = inspect(entity)
    columns = state.mapper.columns
    changed: dict[str, list[Any]] = {}
    for name in columns.keys():  # noqa: SIM118 (a column collection iterates over columns, not names)
        history = state.attrs[name].history
        if not history.has_changes():
            continue
        before, after = _first(history.deleted), _first(history.added)
        if columns[name].info.get("personal"):
            before, after = (MASKED if value not in (None, "") else value for value in (before, after))
        changed[name] = [before, after]
    return changed


def _first(values: Any) -> Any:
    value = values[0] if values else None
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, datetime | date) else str(value) if isinstance(value, UUID) else value
