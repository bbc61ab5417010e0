"""What has happened to policy numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ParameterSet(Event):
    name: ClassVar[str] = "parameter.set"
    about: ClassVar[str] = "parameter_id"

    parameter_id: UUID
    key: str
    before: int
    value: int
    effective_on: date


@dataclass(frozen=True, kw_only=True)
class HolidaySet(Event):
    """`is_off`: nobody works that day; otherwise it is worked although the law says off."""

    name: ClassVar[str] = "holiday.set"
    about: ClassVar[str] = "holiday_id"

    holiday_id: UUID
    day: date
    is_off: bool
    title: str


@dataclass(frozen=True, kw_only=True)
class HolidayRemoved(Event):
    """What the law says of the day holds again."""

    name: ClassVar[str] = "holiday.removed"
    about: ClassVar[str] = "holiday_id"

    holiday_id: UUID
    day: date
    title: str
