"""What has happened to panels: made, drawn for, opened, cancelled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OfPanel:
    """The fields facts about a panel share."""

    panel_id: UUID
    round_id: UUID


@dataclass(frozen=True, kw_only=True)
class PanelCreated(OfPanel, Event):
    name: ClassVar[str] = "panel.created"
    about: ClassVar[str] = "panel_id"


@dataclass(frozen=True, kw_only=True)
class PanelEdited(OfPanel, Event):
    name: ClassVar[str] = "panel.edited"
    about: ClassVar[str] = "panel_id"


@dataclass(frozen=True, kw_only=True)
class PanelCasesSet(OfPanel, Event):
    """The applications before the panel: so many came, so many went."""

    name: ClassVar[str] = "panel.cases_set"
    about: ClassVar[str] = "panel_id"
    added: int
    removed: int


@dataclass(frozen=True, kw_only=True)
class ReviewersDrawn(OfPanel, Event):
    """`count` of `candidates` were drawn; `witness_id` looked on."""

    name: ClassVar[str] = "panel.reviewers_drawn"
    about: ClassVar[str] = "panel_id"
    draw_id: UUID
    no: int
    count: int
    candidates: int
    witness_id: UUID


@dataclass(frozen=True, kw_only=True)
class ScoringOpened(OfPanel, Event):
    name: ClassVar[str] = "panel.scoring_opened"
    about: ClassVar[str] = "panel_id"
    people: int


@dataclass(frozen=True, kw_only=True)
class PanelCancelled(OfPanel, Event):
    name: ClassVar[str] = "panel.cancelled"
    about: ClassVar[str] = "panel_id"
