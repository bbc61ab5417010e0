"""Take a consent back, as easily as it was given."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import ConsentWithdrawn
from incubator.core.errors import NotFound, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def withdraw_consent(*, actor: Actor, consent_id: UUID, now: datetime) -> None:
    """Optional ones only: without a required one there is no account.  Raises NotFound, RuleBroken."""
    with unit_of_work() as work:
        found = queries.find_consent_for_change(work.session, consent_id)
        if found is None or found[0].user_id != actor.user_id or found[0].withdrawn_at is not None:
            raise NotFound
        consent, words = found
        if words.is_required:
            raise RuleBroken(
                text("이 동의는 계정을 쓰는 데 꼭 필요해 따로 거둘 수 없습니다."),
                how=text("거두시려면 계정을 닫아 주세요."),
            )
        consent.withdrawn_at = now
        work.record(
            ConsentWithdrawn(
                stamp=actor.stamp(now),
                user_id=actor.user_id,
                consent_text_id=words.id,
                key=words.key,
                number=words.number,
            )
        )
