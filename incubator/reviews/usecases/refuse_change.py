"""The second person does not carry what was moved: nothing changes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.following import SelectionChangeRefused
from incubator.reviews.policy.following import is_second_person, may_decide
from incubator.reviews.queries import following
from incubator.reviews.rules.following import check_words


def refuse_change(*, actor: Actor, change_id: UUID, reason: str, now: datetime) -> None:
    """Raises NotFound, Forbidden (also for who moved it), RuleBroken once it is decided, Invalid (field "reason")."""
    with unit_of_work() as work:
        change = following.get_change(work.session, actor, change_id, for_change=True)
        may_decide(actor, change.application.round).enforce()
        is_second_person(actor, change).enforce()
        if change.verdict:
            raise RuleBroken(
                text("이미 정한 선정 변경입니다."), how=text("화면을 새로 고쳐 지금 상태를 확인해 주세요.")
            )
        plain = check_words(reason, field="reason")
        change.refuse(reason=plain, by=actor.user_id, at=now)
        change.updated_at = now
        work.record(
            SelectionChangeRefused(
                stamp=actor.stamp(now),
                reason=plain,
                change_id=change.id,
                application_id=change.application_id,
                round_id=change.round_id,
                kind=change.kind,
            )
        )
