"""전결: up to which amount a manager's signature decides about a call.  The limits are policy numbers (`parameters`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.approvals.queries import Candidates, list_candidates
from incubator.approvals.rules import Act
from incubator.core.dates import day_in_kst
from incubator.core.money import Won
from incubator.parameters.queries import value
from incubator.programs.models import Round

LIMITS: Mapping[Act, str] = {
    Act.PUBLISH: "approvals.publish_limit_won",
    Act.CORRECT: "approvals.correct_limit_won",
    Act.EXTEND: "approvals.extend_limit_won",
    Act.CANCEL: "approvals.cancel_limit_won",
}


def limit_in_force(session: Session, act: Act, now: datetime) -> Won:
    """0: such decisions are never delegated."""
    return Won(value(session, LIMITS[act], on=day_in_kst(now)))


def find_limit(session: Session, act: Act, amount_won: Won | None, now: datetime) -> Won | None:
    """The limit when the amount is known and lies within it; None when a head must sign."""
    limit = limit_in_force(session, act, now)
    return limit if limit and amount_won is not None and amount_won <= limit else None


def list_signers(session: Session, found: Round, act: Act, *, drafter_id: UUID, now: datetime) -> Candidates:
    """Who may be put into the line for this decision about the round, by its budget as it stands."""
    return list_candidates(
        session,
        program_id=found.program_id,
        branch_id=found.program.branch_id,
        drafter_id=drafter_id,
        now=now,
        limit_won=find_limit(session, act, found.budget_won, now),
    )
