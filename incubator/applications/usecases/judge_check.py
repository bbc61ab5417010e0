"""Give one row of a check list its verdict."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.rules.intake import Judgement
from incubator.applications.usecases.judge_checks import judge_checks
from incubator.db.unit_of_work import unit_of_work


def judge_check(*, actor: Actor, application_id: UUID, wanted: Judgement, now: datetime) -> None:
    """Raises what `judge_checks` raises, and the refusal of the row itself: NotFound, Invalid, Stale."""
    with unit_of_work():
        judged = judge_checks(actor=actor, application_id=application_id, wanted=(wanted,), now=now)
        for error in judged.refused.values():
            raise error
