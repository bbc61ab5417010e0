"""Who is writing on a version of a form: what a manager asks before a new version goes out."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import case, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from incubator.accounts.actor import Actor
from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.db.pages import Page, paginate
from incubator.programs.models import Round
from incubator.programs.queries.lists import visible
from incubator.questionnaires.models import AnswerSet


def list_on_version(session: Session, actor: Actor, version_id: UUID, *, page: int) -> Page[Any]:
    """Applications of the actor's programs whose answers stand on this version, drafts first, newest change first."""
    is_done = case((Application.state == ApplicationState.DRAFT, 0), else_=1)
    statement = (
        select(Application)
        .join(Application.answer_set)
        .join(Application.round)
        .join(Round.program)
        .options(contains_eager(Application.round), joinedload(Application.organisation, innerjoin=True))
        .where(AnswerSet.version_id == version_id, visible(actor))
        .order_by(is_done, Application.updated_at.desc(), Application.id)
    )
    return paginate(session, statement, number=page)
