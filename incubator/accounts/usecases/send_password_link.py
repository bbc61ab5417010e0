"""The administrator has a link to choose a password sent to somebody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import PasswordLinkSent
from incubator.accounts.models import ProofPurpose, UserState
from incubator.accounts.usecases.add_proof import add_proof
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def send_password_link(*, actor: Actor, user_id: UUID, reason: str, now: datetime) -> None:
    """The link goes to the person's own address; nobody else sees it.  Raises Forbidden, NotFound, RuleBroken."""
    policy.may_send_password_link(actor).enforce()
    with unit_of_work() as work:
        user = queries.get_user_for_change(work.session, user_id)
        if user.state is not UserState.ACTIVE:
            raise RuleBroken(text("쓰고 있는 계정이 아닙니다."), how=text("정지한 계정은 먼저 정지를 풀어 주세요."))
        if add_proof(work, user, ProofPurpose.RESET_PASSWORD, address=None, now=now) is None:
            raise RuleBroken(
                text("이 사람에게 한 시간 동안 보낼 수 있는 메일을 모두 보냈습니다."),
                how=text("한 시간 뒤에 다시 시도해 주세요."),
            )
        work.record(PasswordLinkSent(stamp=actor.stamp(now), reason=reason.strip(), user_id=user_id))
