"""Keep what an applicant has written to a request so far; it is not handed in yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.models import SupplementItem
from incubator.applications.rules.intake import LONGEST_ANSWER
from incubator.applications.usecases.lock_supplement import lock_supplement
from incubator.core.errors import DomainError, Invalid, Stale
from incubator.core.text import text
from incubator.core.typed import one_spelling, problem_of
from incubator.db.unit_of_work import unit_of_work


@dataclass(frozen=True)
class Answered:
    """`version` is the one the item had on the page."""

    answer: str
    version: int


def save_supplement(
    *, actor: Actor, application_id: UUID, request_id: UUID, answers: Mapping[UUID, Answered], now: datetime
) -> dict[UUID, DomainError]:
    """Returns what was refused, by item: unreadable text (Invalid), or another member wrote meanwhile (Stale).

    The others are kept.  Raises NotFound, Forbidden, SupplementOver.
    """
    refused: dict[UUID, DomainError] = {}
    with unit_of_work(bookkeeping=not answers) as work:
        asked = lock_supplement(work.session, actor, application_id, request_id, now)
        for item_id, given in answers.items():
            item = asked.item(item_id)
            try:
                changed = _write(item, given, actor, now)
            except DomainError as error:
                refused[item_id] = error
                continue
            if changed:
                work.record(asked.saved(actor, item_id, now))
    return refused


def _write(item: SupplementItem, given: Answered, actor: Actor, now: datetime) -> bool:
    words = one_spelling(given.answer)
    if words == item.answer:
        return False
    problem = problem_of(words, most=LONGEST_ANSWER, lines=True)
    if problem:
        raise Invalid(problem, field="answer")
    if item.version != given.version:
        raise Stale(
            text("보시는 사이에 다른 구성원이 이 답을 고쳤습니다."),
            theirs=item.answer,
            how=text("저장된 답과 견주어 보고 다시 저장해 주세요."),
        )
    item.answer, item.answered_by, item.answered_at = words, actor.user_id, now
    return True
