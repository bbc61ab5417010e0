"""What happens to the decision about a round.  Ids and plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class OfDecision:
    """Every fact here names the decision and its round."""

    decision_id: UUID
    round_id: UUID


@dataclass(frozen=True, kw_only=True)
class DecisionProposed(OfDecision, Event):
    name: ClassVar[str] = "decision.proposed"
    about: ClassVar[str] = "decision_id"
    selected: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class DecisionDeliberated(OfDecision, Event):
    """The committee has agreed; its minutes and votes stand in the rows."""

    name: ClassVar[str] = "decision.deliberated"
    about: ClassVar[str] = "decision_id"


@dataclass(frozen=True, kw_only=True)
class DecisionConfirmed(OfDecision, Event):
    """Decided, and hidden until the release."""

    name: ClassVar[str] = "decision.confirmed"
    about: ClassVar[str] = "decision_id"


@dataclass(frozen=True, kw_only=True)
class DecisionWithdrawn(OfDecision, Event):
    name: ClassVar[str] = "decision.withdrawn"
    about: ClassVar[str] = "decision_id"


@dataclass(frozen=True, kw_only=True)
class ReleaseRequested(OfDecision, Event):
    name: ClassVar[str] = "decision.release_requested"
    about: ClassVar[str] = "decision_id"
    approval_id: UUID


@dataclass(frozen=True, kw_only=True)
class DecisionReleased(OfDecision, Event):
    """`told`: how many applicants have an outcome now."""

    name: ClassVar[str] = "decision.released"
    about: ClassVar[str] = "decision_id"
    told: int
