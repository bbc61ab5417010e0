"""What has become of an application after evaluation.  Ids, codes and plain values; words stay in their rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from incubator.applications.events.applying import OfApplication
from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OutcomeAnnounced(OfApplication, Event):
    """The decision of the round was released; `outcome` is a value of `workflow.OutcomeState`."""

    name: ClassVar[str] = "application.outcome_announced"
    about: ClassVar[str] = "application_id"
    outcome: str


@dataclass(frozen=True, kw_only=True)
class OutcomeDelivered(OfApplication, Event):
    """The notice stands in the inbox of every member: the clock of objections starts with the next day."""

    name: ClassVar[str] = "application.outcome_delivered"
    about: ClassVar[str] = "application_id"
