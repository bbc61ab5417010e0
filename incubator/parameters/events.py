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
