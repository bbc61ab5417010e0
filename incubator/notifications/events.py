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


@dataclass(frozen=True, kw_only=True)
class MailHeld(Event):
    """Kept back by somebody who looks after what it is about."""

    name: ClassVar[str] = "mail.held"
    about: ClassVar[str] = "delivery_id"

    delivery_id: UUID


@dataclass(frozen=True, kw_only=True)
class MailReleased(Event):
    name: ClassVar[str] = "mail.released"
    about: ClassVar[str] = "delivery_id"

    delivery_id: UUID


@dataclass(frozen=True, kw_only=True)
class MailCancelled(Event):
    """It will not be sent; the notice in the inbox stays."""

    name: ClassVar[str] = "mail.cancelled"
    about: ClassVar[str] = "delivery_id"

    delivery_id: UUID
