"""What follows an announced result: offered places, forfeits, revocations.  Ids and plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from incubator.applications.events.applying import OfApplication
from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PlaceOffered(OfApplication, Event):
    """A place fell free, or an objection was upheld; it waits for an answer until `reply_due_at`."""

    name: ClassVar[str] = "application.place_offered"
    about: ClassVar[str] = "application_id"
    reply_due_at: datetime


@dataclass(frozen=True, kw_only=True)
class PlaceAccepted(OfApplication, Event):
    name: ClassVar[str] = "application.place_accepted"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class SelectionForfeited(OfApplication, Event):
    """Given up with a reason; `was_selected` is false when an offer was declined."""

    name: ClassVar[str] = "application.selection_forfeited"
    about: ClassVar[str] = "application_id"
    was_selected: bool


@dataclass(frozen=True, kw_only=True)
class OfferLapsed(OfApplication, Event):
    """Nobody answered in time."""

    name: ClassVar[str] = "application.offer_lapsed"
    about: ClassVar[str] = "application_id"


@dataclass(frozen=True, kw_only=True)
class SelectionRevoked(OfApplication, Event):
    """Two people have taken the selection back; `ground` is a code of `reviews.rules.following`."""

    name: ClassVar[str] = "application.selection_revoked"
    about: ClassVar[str] = "application_id"
    ground: str


@dataclass(frozen=True, kw_only=True)
class WaitingClosed(OfApplication, Event):
    """The waiting list of the round has ended."""

    name: ClassVar[str] = "application.waiting_closed"
    about: ClassVar[str] = "application_id"
