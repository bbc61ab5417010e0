"""What has happened to assignments: who judges what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class EverybodyAssigned(Event):
    """`count` new pairs: each sworn member of the panel and each of its applications he may judge."""

    name: ClassVar[str] = "everybody.assigned"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    count: int


@dataclass(frozen=True, kw_only=True)
class ReviewerAssigned(Event):
    """A person chose."""

    name: ClassVar[str] = "reviewer.assigned"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    application_id: UUID
    appointment_id: UUID


@dataclass(frozen=True, kw_only=True)
class AssignmentSolved(Event):
    """A run of the solver, to be looked at; `is_repair`: as little as possible was to move."""

    name: ClassVar[str] = "assignment.solved"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    run_id: UUID
    pairs: int
    is_repair: bool = False


@dataclass(frozen=True, kw_only=True)
class AssignmentPublished(Event):
    """A run has become the assignment: so many pairs came, so many went."""

    name: ClassVar[str] = "assignment.published"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    run_id: UUID
    added: int
    ended: int
