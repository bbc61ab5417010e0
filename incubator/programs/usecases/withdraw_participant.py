"""Somebody takes no part in a round any more.  Part of the use case in which the selection was given up or taken back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.core.events import Stamp
from incubator.db.unit_of_work import Work
from incubator.programs.events import ParticipantWithdrawn
from incubator.programs.queries.participations import find_running_for_change


def withdraw_participant(
    work: Work, *, round_id: UUID, organisation_id: UUID, reason: str, stamp: Stamp, now: datetime
) -> None:
    """Nothing when he takes no part."""
    running = find_running_for_change(work.session, round_id, organisation_id)
    if running is None:
        return
    running.withdraw()
    running.updated_at = now
    work.record(
        ParticipantWithdrawn(
            stamp=stamp,
            reason=reason,
            participation_id=running.id,
            round_id=round_id,
            organisation_id=organisation_id,
        )
    )
