"""A reviewer opens a file of a plan that was given to him."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import NotFound
from incubator.db.session import session_now
from incubator.documents.usecases.open_file import Opened, open_file
from incubator.privacy.rules import AccessAction
from incubator.reviews.policy.sheets import may_score
from incubator.reviews.queries import plans, sheets
from incubator.reviews.usecases.open_sheet import open_sheet


def open_plan_file(*, actor: Actor, assignment_id: UUID, file_id: UUID, route: str, now: datetime) -> Opened:
    """Under the name the reader may know.  Raises NotFound, Forbidden, Unavailable."""
    session = session_now()
    assignment = sheets.get_his(session, actor, assignment_id)
    may_score(actor, assignment, now).enforce()
    plan = plans.plan_of(session, assignment.application, now, is_blind=assignment.appointment.panel.is_blind)
    name = plan.file_name(file_id)
    if name is None:
        raise NotFound
    session.rollback()
    open_sheet(actor=actor, assignment_id=assignment_id, now=now, route=route, action=AccessAction.DOWNLOAD)
    opened = open_file(actor=actor, file_id=file_id, purpose=f"review:{assignment_id}", now=now)
    return replace(opened, name=name)
