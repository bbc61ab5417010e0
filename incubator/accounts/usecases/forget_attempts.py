"""Drop sign-in attempts that no limit looks at any more and whose term as a record is over."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select

from incubator.accounts.models import SignInAttempt
from incubator.accounts.rules import ATTEMPTS_KEPT
from incubator.db.session import session_now
from incubator.db.unit_of_work import unit_of_work


def forget_attempts(*, now: datetime) -> None:
    """Sign-ins, refused ones too, are kept as long as the access log (안전성 확보조치 기준 제8조 제1항)."""
    border = now - ATTEMPTS_KEPT
    session = session_now()
    is_old = session.scalar(select(SignInAttempt.id).where(SignInAttempt.at < border).limit(1)) is not None
    session.rollback()
    if is_old:
        with unit_of_work(bookkeeping=True) as work:
            work.session.execute(delete(SignInAttempt).where(SignInAttempt.at < border))
