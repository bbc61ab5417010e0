"""What has happened to score sheets.  Never points: the trail is read before the panel is locked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SheetOpened(Event):
    """A reviewer has opened an application for the first time."""

    name: ClassVar[str] = "sheet.opened"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    sheet_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class SheetSaved(Event):
    name: ClassVar[str] = "sheet.saved"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    sheet_id: UUID
    application_id: UUID


@dataclass(frozen=True, kw_only=True)
class SheetSubmitted(Event):
    """`number` counts from 1; `sha256` is the fingerprint of the version that was kept."""

    name: ClassVar[str] = "sheet.submitted"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    sheet_id: UUID
    application_id: UUID
    number: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class SheetReturned(Event):
    """`reviewer_id` writes again; `by_deviation`: he stands apart from the others and is asked why."""

    name: ClassVar[str] = "sheet.returned"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    sheet_id: UUID
    application_id: UUID
    reviewer_id: UUID
    by_deviation: bool = False


@dataclass(frozen=True, kw_only=True)
class SheetVoided(Event):
    """The assignment has ended; `sheet_id` None: nothing had been written."""

    name: ClassVar[str] = "sheet.voided"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    application_id: UUID
    appointment_id: UUID
    sheet_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class ReviewerRecused(Event):
    """회피 on the spot: the reviewer has found that something stands between him and this application."""

    name: ClassVar[str] = "reviewer.recused"
    about: ClassVar[str] = "panel_id"
    panel_id: UUID
    round_id: UUID
    application_id: UUID
    appointment_id: UUID
