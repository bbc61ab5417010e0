"""Agree, later, to a text that was left open."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import queries
from incubator.accounts.actor import Actor
from incubator.accounts.usecases.register_user import record_consents
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def give_consent(*, actor: Actor, consent_text_id: UUID, now: datetime) -> None:
    """Exactly the version that was shown.  Agreeing twice is no mistake.  Raises RuleBroken for an old version."""
    with unit_of_work(bookkeeping=True) as work:
        if consent_text_id not in {words.id for words in queries.list_consent_texts_in_force(work.session, now)}:
            raise RuleBroken(
                text("이 내용은 그사이 새 내용으로 바뀌었습니다."), how=text("바뀐 내용을 읽고 다시 동의해 주세요.")
            )
        held = {row.consent_text_id for row in queries.list_consents_in_force(work.session, actor.user_id)}
        if consent_text_id not in held:
            record_consents(work, actor.user_id, [consent_text_id], address=actor.address, now=now)
