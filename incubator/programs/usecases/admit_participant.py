"""Somebody takes part in a round from now on.  Part of the use case that selected him."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.core.events import Stamp
from incubator.core.ids import new_id
from incubator.db.unit_of_work import Work
from incubator.programs.events import ParticipantAdmitted
from incubator.programs.models import Participation
from incubator.programs.queries.participations import find_running_for_change


def admit_participant(work: Work, *, round_id: UUID, organisation_id: UUID, stamp: Stamp, now: datetime) -> UUID:
    """The participation; the one that runs already when there is one."""
    running = find_running_for_change(work.session, round_id, organisation_id)
    if running is not None:
        return running.id
    admitted = Participation(id=new_id(), round_id=round_id, organisation_id=organisation_id, created_at=now)
    work.session.add(admitted)
    work.record(
        ParticipantAdmitted(
            stamp=stamp, participation_id=admitted.id, round_id=round_id, organisation_id=organisation_id
        )
    )
    return admitted.id
