"""The one gate before anything is written into a draft."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import Actor
from incubator.applications import policy, queries
from incubator.applications.models import Application
from incubator.applications.rules import ReceptionClosed
from incubator.applications.workflow import ApplicationState
from incubator.core.errors import RuleBroken
from incubator.core.text import text


def lock_draft(session: Session, actor: Actor, application_id: UUID, now: datetime) -> Application:
    """The draft, locked, for a person who may write it while its round is open.

    Raises NotFound, Forbidden, ReceptionClosed after the deadline, RuleBroken when it has been handed in.
    """
    application = queries.get_for_change(session, actor, application_id)
    policy.may_write(actor, application).enforce()
    check_draft(application, now)
    return application


def check_draft(application: Application, now: datetime) -> None:
    """Raises ReceptionClosed or RuleBroken when nothing may be written any more."""
    if not application.round.is_open(now):
        raise ReceptionClosed(application.round.closes_at)
    if application.state is ApplicationState.SUBMITTED:
        raise RuleBroken(
            text("제출한 신청서는 고칠 수 없습니다."),
            how=text("고치시려면 대표자가 먼저 제출을 취소해야 합니다. 고친 뒤 다시 제출해야 접수됩니다."),
        )
    if application.state is not ApplicationState.DRAFT:
        raise RuleBroken(
            text("더 이상 고칠 수 없는 신청서입니다."), how=text("화면을 새로 고쳐 지금 상태를 확인해 주세요.")
        )
