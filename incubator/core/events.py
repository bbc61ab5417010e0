"""Facts: what has happened, frozen, made of ids and plain values so that they survive storage."""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from incubator.core.ids import new_id


@dataclass(frozen=True, kw_only=True)
class Stamp:
    """Who, as what, from where, when (UTC).  `actor_id` is None when the clock did it."""

    at: datetime
    actor_id: UUID | None = None
    acting_as: str | None = None
    address: str | None = None


@dataclass(frozen=True, kw_only=True)
class Event:
    """Base of all facts.

    A subclass sets `name` ("application.submitted") and `about`, the field that names its subject
    ("application_id").  It carries no personal text: ids and plain values only.
    """

    name: ClassVar[str]
    about: ClassVar[str]
    known: ClassVar[dict[str, type[Event]]] = {}

    stamp: Stamp
    reason: str = ""
    id: UUID = field(default_factory=new_id)

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        taken = Event.known.setdefault(cls.name, cls)
        if taken.__qualname__ != cls.__qualname__ or taken.__module__ != cls.__module__:
            raise TypeError(f"two facts are named {cls.name}")
        Event.known[cls.name] = cls

    @property
    def subject(self) -> tuple[str, UUID]:
        """What the fact is about, as (kind, id)."""
        return self.about.removesuffix("_id"), getattr(self, self.about)

    def payload(self) -> dict[str, Any]:
        """Plain JSON values of every field."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}

    @classmethod
    def from_payload(cls, payload: dict[str, Any]) -> Event:
        """`Event.from_payload({"name": …} | fact.payload())` gives the fact back; subclasses may be called directly."""
        kind = cls.known[payload["name"]] if cls is Event else cls
        hints = get_type_hints(kind)
        known_fields = {f.name for f in fields(kind)}
        return kind(**{key: _typed(hints[key], value) for key, value in payload.items() if key in known_fields})


def _plain(value: Any) -> Any:
    if isinstance(value, Stamp):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | bool):
        return value
    raise TypeError(f"a fact cannot carry {type(value).__name__}")


def _typed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not types.NoneType)
        return _typed(hint, value)
    if origin is tuple:
        return tuple(_typed(get_args(hint)[0], item) for item in value)
    if hint is Stamp:
        hints = get_type_hints(Stamp)
        return Stamp(**{key: _typed(hints[key], item) for key, item in value.items()})
    return _scalar(hint, value)


def _scalar(hint: Any, value: Any) -> Any:
    if hint is UUID:
        return UUID(value)
    if hint in (datetime, date):
        return hint.fromisoformat(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return value


@dataclass(frozen=True)
class Subscription:
    """One listener for one fact (or, for the base class, for every fact)."""

    event: type[Event]
    listener: Callable[..., None]
    inside: bool

    @property
    def key(self) -> str:
        return f"{self.listener.__module__}.{self.listener.__qualname__}"


def inside(event: type[Event], listener: Callable[..., None]) -> Subscription:
    """Runs in the same transaction as the change: `listener(work, fact)`."""
    return Subscription(event, listener, inside=True)


def afterwards(event: type[Event], listener: Callable[..., None]) -> Subscription:
    """Runs later, from the outbox, at least once: `listener(fact, now)`."""
    return Subscription(event, listener, inside=False)


class Bus:
    """Who listens to what.  Built by the composition root from the slices' `SUBSCRIPTIONS`."""

    def __init__(self, subscriptions: tuple[Subscription, ...] = ()) -> None:
        self.subscriptions = subscriptions
        self.by_key = {sub.key: sub for sub in subscriptions if not sub.inside}

    def listeners(self, fact: Event, *, inside: bool) -> tuple[Subscription, ...]:
        return tuple(sub for sub in self.subscriptions if sub.inside is inside and isinstance(fact, sub.event))
