"""What happens to computation sheets (집계표), and what is found out beside them.  Ids and plain values only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from incubator.core.events import Event


@dataclass(frozen=True, kw_only=True)
class BonusJudged(Event):
    """Whether a bonus of the call counts for an application."""

    name: ClassVar[str] = "bonus.judged"
    about: ClassVar[str] = "application_id"
    application_id: UUID
    round_id: UUID
    bonus_key: str
    is_accepted: bool


@dataclass(frozen=True, kw_only=True)
class TieSettled(Event):
    """The committee has voted (`vote`) or drawn (`lot`) among applications nothing else separates."""

    name: ClassVar[str] = "tie.settled"
    about: ClassVar[str] = "stage_id"
    stage_id: UUID
    round_id: UUID
    kind: str
    order: tuple[UUID, ...]


@dataclass(frozen=True, kw_only=True)
class OfComputation:
    """Every fact here names the sheet, its stage and its round."""

    computation_id: UUID
    stage_id: UUID
    round_id: UUID


@dataclass(frozen=True, kw_only=True)
class StageComputed(OfComputation, Event):
    """`reason` says why it was computed again, from the second time on."""

    name: ClassVar[str] = "computation.computed"
    about: ClassVar[str] = "computation_id"
    no: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ComputationSigned(OfComputation, Event):
    name: ClassVar[str] = "computation.signed"
    about: ClassVar[str] = "computation_id"
    appointment_id: UUID
    sha256: str


@dataclass(frozen=True, kw_only=True)
class StageConfirmed(OfComputation, Event):
    name: ClassVar[str] = "computation.confirmed"
    about: ClassVar[str] = "computation_id"
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ComputationExported(OfComputation, Event):
    """`form` is pdf or xlsx."""

    name: ClassVar[str] = "computation.exported"
    about: ClassVar[str] = "computation_id"
    form: str
