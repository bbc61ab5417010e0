"""What has happened at the desk: tags, who works on what, saved views."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ApplicationTagged(Event):
    name: ClassVar[str] = "application.tagged"
    about: ClassVar[str] = "application_id"
    application_id: UUID
    round_id: UUID
    tag: str


@dataclass(frozen=True, kw_only=True)
class ApplicationUntagged(Event):
    name: ClassVar[str] = "application.untagged"
    about: ClassVar[str] = "application_id"
    application_id: UUID
    round_id: UUID
    tag: str


@dataclass(frozen=True, kw_only=True)
class ApplicationAssigned(Event):
    """`user_id` works on it from now on; None: nobody does."""

    name: ClassVar[str] = "application.assigned"
    about: ClassVar[str] = "application_id"
    application_id: UUID
    round_id: UUID
    user_id: UUID | None = None
    user_before_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ViewSaved(Event):
    name: ClassVar[str] = "view.saved"
    about: ClassVar[str] = "program_id"
    program_id: UUID
    view_id: UUID
    view_name: str
    is_shared: bool


@dataclass(frozen=True, kw_only=True)
class ViewRemoved(Event):
    name: ClassVar[str] = "view.removed"
    about: ClassVar[str] = "program_id"
    program_id: UUID
    view_id: UUID
    view_name: str
