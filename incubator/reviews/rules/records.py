"""Results of arithmetic as plain values and back, with a hash: what is stored, printed and signed is one and the same.

A record is a frozen dataclass of ids, dates, enums, whole numbers, texts, Decimals, tuples and further records.
"""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints
from uuid import UUID

R = TypeVar("R")


def to_plain(value: Any) -> Any:
    """JSON values: a record is an object, a tuple a list, a Decimal its digits (`"85.00"`, never a float or `1E+2`)."""
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name, _ in _shape(type(value))}
    return _word(value)


def _word(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, StrEnum | UUID):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if value is None or isinstance(value, str | int):
        return value
    raise TypeError(f"a record cannot carry {type(value).__name__}")


def from_plain(kind: type[R], plain: Any) -> R:
    """The record of this kind that `to_plain` wrote.  Raises KeyError or ValueError for something else."""
    return kind(**{name: _typed(hint, plain[name]) for name, hint in _shape(cast("Hashable", kind))})


@cache
def _shape(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Fields with their types: read once for each kind of record, since a computation has thousands of each."""
    hints = get_type_hints(kind)
    return tuple((field.name, hints[field.name]) for field in fields(kind))


def _typed(hint: Any, value: Any) -> Any:
    if value is None or hint is str:
        return value
    if hint is Decimal:
        return Decimal(value)
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _typed(next(arg for arg in get_args(hint) if arg is not types.NoneType), value)
    if origin is tuple:
        return _row(get_args(hint), value)
    if is_dataclass(hint):
        return from_plain(hint, value)  # type: ignore[arg-type]
    return _meant(hint, value)


def _meant(hint: Any, value: Any) -> Any:
    if hint in (datetime, date):
        return hint.fromisoformat(value)
    if hint is UUID or (isinstance(hint, type) and issubclass(hint, StrEnum)):
        return hint(value)
    return value


def _row(hints: tuple[Any, ...], values: list[Any]) -> tuple[Any, ...]:
    if hints[-1] is Ellipsis:
        return tuple(_typed(hints[0], item) for item in values)
    return tuple(_typed(hint, item) for hint, item in zip(hints, values, strict=True))


def digest_of(record: Any) -> str:
    """SHA-256 (64 hexadecimal digits) of the plain values as JSON: UTF-8, keys in order, no spaces."""
    words = json.dumps(to_plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(words.encode()).hexdigest()
