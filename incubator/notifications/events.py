"""What has happened to notices and mails."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class PreferenceSet(Event):
    name: ClassVar[str] = "preference.set"
    about: ClassVar[str] = "user_id"

    user_id: UUID
    kind: str
    mode: str


@dataclass(frozen=True, kw_only=True)
class DeliveryGivenUp(Event):
    """A mail could not be sent for hours, or its address does not exist: the alarm for operators."""

    name: ClassVar[str] = "delivery.given_up"
    about: ClassVar[str] = "delivery_id"

    delivery_id: UUID
    tries: int
