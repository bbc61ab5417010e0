"""A new version of a consent text, from a day on."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor
from incubator.accounts.rules import ConsentWords, check_words
from incubator.accounts.usecases.publish_consent_text import publish_consent_text
from incubator.core.errors import Invalid, RuleBroken, Stale
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def revise_consent_text(
    *, actor: Actor, words: ConsentWords, effective_at: datetime, seen_number: int, now: datetime
) -> UUID:
    """Earlier versions and what people agreed to stay as they are (domain.md §7-18); returns the new version's id.

    `seen_number` is the latest version the page showed.  Raises Forbidden, NotFound (no such text), Invalid, RuleBroken
    (nothing changed) and Stale (`theirs`: the words published meanwhile).
    """
    policy.may_publish_consent_texts(actor).enforce()
    checked = check_words(words)
    if effective_at < now:
        raise Invalid(text("지난날부터 적용할 수 없습니다. 오늘이나 그 뒤의 날짜를 적어 주세요."), field="effective_on")
    with unit_of_work() as work:
        latest = queries.get_latest_consent_text_for_change(work.session, checked.key)
        if latest.number != seen_number:
            raise Stale(
                text("그사이 다른 사람이 새 판을 냈습니다. 쓰신 글은 아직 저장되지 않았습니다."),
                theirs=latest.words(),
                how=text("새 판을 확인하시고, 그래도 바꾸시려면 다시 저장해 주세요."),
            )
        if latest.says(checked):
            raise RuleBroken(text("지금 판과 글이 같습니다."), how=text("고친 곳이 없으면 새 판을 내지 않아도 됩니다."))
        if effective_at < latest.effective_at:
            raise Invalid(text("앞 판이 적용되는 날보다 이를 수 없습니다."), field="effective_on")
        return publish_consent_text(words=checked, stamp=actor.stamp(now), effective_at=effective_at)
