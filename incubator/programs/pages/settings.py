"""What a manager sees while he sets a round up: where he is, what is set, what still stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.text import Text
from incubator.programs.models import Round
from incubator.programs.pages.judging import Judging, judging_of
from incubator.programs.pages.staff import StaffRow, staff_row
from incubator.programs.policy import may_edit
from incubator.programs.rules.kinds import Phase
from incubator.programs.rules.scoring import FULL_POINTS, stages_missing
from incubator.programs.workflow import RoundState


@dataclass(frozen=True)
class SettingsPage:
    """`problems` stand between these settings and a notice."""

    row: StaffRow
    version: int
    quota: int | None
    may_change: bool
    is_planned: bool
    judging: Judging
    problems: tuple[Text, ...]

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def is_public(self) -> bool:
        return self.row.phase is not Phase.PLANNED

    @property
    def is_weight_whole(self) -> bool:
        return self.judging.weight == FULL_POINTS


def settings_page(actor: Actor, found: Round, *, locale: str, now: datetime) -> SettingsPage:
    """Of a round loaded with its settings."""
    changeable = (RoundState.PLANNED, RoundState.SCHEDULED, RoundState.OPEN, RoundState.CLOSED)
    return SettingsPage(
        row=staff_row(found, now),
        version=found.version,
        quota=found.quota,
        may_change=found.state in changeable and bool(may_edit(actor, found)),
        is_planned=found.state is RoundState.PLANNED,
        judging=judging_of(found, locale),
        problems=tuple(stages_missing(found.stages)),
    )
