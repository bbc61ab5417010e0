"""What has happened on the day of a panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class AttendanceRecorded(Event):
    """`what`: came, left, or absent (then what he had been given is given back)."""

    name: ClassVar[str] = "attendance.recorded"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    appointment_id: UUID
    what: str


@dataclass(frozen=True, kw_only=True)
class OrderDrawn(Event):
    """The order of presentations follows from the seed and the ids of the applications (`rules.draws`)."""

    name: ClassVar[str] = "presentation_order.drawn"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    seed: str
    count: int


@dataclass(frozen=True, kw_only=True)
class SlotsShifted(Event):
    name: ClassVar[str] = "presentation_slots.shifted"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    minutes: int


@dataclass(frozen=True, kw_only=True)
class PresenterCalled(Event):
    name: ClassVar[str] = "presenter.called"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class PresenterAbsent(Event):
    """Nobody came within the grace: the application is not ranked."""

    name: ClassVar[str] = "presenter.absent"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class PanelLocked(Event):
    """No sheet changes any more."""

    name: ClassVar[str] = "panel.locked"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    sheets: int


@dataclass(frozen=True, kw_only=True)
class PanelReopened(Event):
    name: ClassVar[str] = "panel.reopened"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    sheets: int
