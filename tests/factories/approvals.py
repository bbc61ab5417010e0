"""Decisions about rounds as they really come about: a manager asks, a head of the program signs."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import Role
from incubator.approvals import queries
from incubator.approvals.usecases.request_approval import Line
from incubator.approvals.usecases.sign_approval import sign_approval
from incubator.db.session import session_now
from incubator.programs.queries import get_round
from incubator.programs.usecases.request_cancellation import request_cancellation
from incubator.programs.usecases.request_correction import request_correction
from incubator.programs.usecases.request_extension import request_extension
from incubator.programs.usecases.request_publication import request_publication
from tests.factories.accounts import a_user, an_actor


def a_line(round_id: UUID, now: datetime, *reviewer_ids: UUID, drafter: Actor | None = None) -> Line:
    """A line with the first head who reaches the round's program; one is made when there is none."""
    session = session_now()
    found = get_round(session, round_id)
    program_id, branch_id = found.program_id, found.program.branch_id
    drafter_id = drafter.user_id if drafter else program_id
    wanted = {"program_id": program_id, "branch_id": branch_id, "drafter_id": drafter_id, "now": now}
    candidates = queries.list_candidates(session, **wanted)
    heads = [user.id for user in candidates.approvers if user.id not in reviewer_ids]
    head_id = heads[0] if heads else a_user("박센터장", role=Role.HEAD, program_id=program_id, now=now).id
    return Line(head_id, tuple(reviewer_ids))


def sign(approval_id: UUID, now: datetime) -> None:
    """Everybody of the line signs in his turn."""
    approval = queries.get_approval(session_now(), approval_id)
    for signer_id in [line.signer_id for line in approval.lines]:
        sign_approval(actor=an_actor(signer_id, now=now), approval_id=approval_id, now=now)


def publish(*, actor: Actor, round_id: UUID, now: datetime, reason: str = "") -> None:
    line = a_line(round_id, now, drafter=actor)
    sign(request_publication(actor=actor, round_id=round_id, line=line, reason=reason, now=now), now)


def extend(*, actor: Actor, round_id: UUID, closes_at: datetime, reason: str, now: datetime) -> None:
    line = a_line(round_id, now, drafter=actor)
    asked = request_extension(actor=actor, round_id=round_id, closes_at=closes_at, reason=reason, line=line, now=now)
    sign(asked, now)


def correct(*, actor: Actor, round_id: UUID, changes: dict[str, Any], reason: str, now: datetime) -> None:
    line = a_line(round_id, now, drafter=actor)
    sign(request_correction(actor=actor, round_id=round_id, changes=changes, reason=reason, line=line, now=now), now)


def cancel(*, actor: Actor, round_id: UUID, reason: str, now: datetime) -> None:
    line = a_line(round_id, now, drafter=actor)
    sign(request_cancellation(actor=actor, round_id=round_id, reason=reason, line=line, now=now), now)
