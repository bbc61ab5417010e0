"""Agree with what the system found fulfilled: those rows nobody has judged yet become 적합."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications import policy
from incubator.applications.rules.grounds import Ground, Verdict
from incubator.applications.rules.intake import Judgement
from incubator.applications.usecases.judge_checks import judge_checks
from incubator.applications.usecases.lock_review import lock_review
from incubator.db.unit_of_work import unit_of_work
from incubator.programs.rules.kinds import Outcome


def accept_proposals(*, actor: Actor, application_id: UUID, now: datetime) -> int:
    """Returns how many.  Nothing is refused by the system: only what it found fulfilled is agreed with.

    Raises NotFound, Forbidden, RuleBroken, StepNotAllowed.
    """
    with unit_of_work() as work:
        desk = lock_review(work, actor=actor, application_id=application_id, may=policy.may_review, now=now).checking()
        wanted = [
            Judgement(row.key, Verdict.PASS, Ground.MET_BY_CHECK)
            for row in desk.rows.values()
            if row.verdict is None and row.proposal == Outcome.PASS
        ]
        return len(judge_checks(actor=actor, application_id=application_id, wanted=wanted, now=now).saved)
