"""What happens to an objection.  Ids and plain values only; the words stay in its row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OfObjection:
    """Every fact here names the objection, its application and round."""

    objection_id: UUID
    application_id: UUID
    round_id: UUID


@dataclass(frozen=True, kw_only=True)
class ObjectionFiled(OfObjection, Event):
    """The answer is owed before `due_at`."""

    name: ClassVar[str] = "objection.filed"
    about: ClassVar[str] = "application_id"
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class ObjectionUpheld(OfObjection, Event):
    name: ClassVar[str] = "objection.upheld"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class ObjectionDismissed(OfObjection, Event):
    name: ClassVar[str] = "objection.dismissed"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class ObjectionRejected(OfObjection, Event):
    """각하: not looked into."""

    name: ClassVar[str] = "objection.rejected"
    about: ClassVar[str] = "application_id"
