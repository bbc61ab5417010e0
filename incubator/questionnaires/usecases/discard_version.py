"""Give up a draft version; a form that was never published goes with it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import QuestionnaireDiscarded
from incubator.questionnaires.workflow import SEALED


def discard_version(*, actor: Actor, version_id: UUID, reason: str, now: datetime) -> bool:
    """Void, not deleted (domain §2.0): its text stays readable, and a next version may begin with it.

    Returns whether the form was never published.  What uses the version listens to the fact and refuses (a round:
    `programs.subscribers`).  Raises Forbidden, NotFound, StepNotAllowed (it is no draft), RuleBroken (in use).
    """
    with unit_of_work() as work:
        version = queries.get_version_for_change(work.session, version_id)
        policy.may_discard(actor, version).enforce()
        version.discard(at=now)
        if queries.count_answer_sets(work.session, [version.id]):
            raise RuleBroken(
                text("이 판으로 쓴 답이 있어 버릴 수 없습니다."), how=text("누가 쓰고 있는지 먼저 확인해 주세요.")
            )
        versions = queries.list_versions(work.session, version.questionnaire_id)
        is_whole = not any(other.state in SEALED for other in versions)
        work.session.flush()
        work.record(
            QuestionnaireDiscarded(
                stamp=actor.stamp(now),
                reason=reason,
                questionnaire_id=version.questionnaire_id,
                version_id=version.id,
                number=version.number,
                is_whole=is_whole,
            )
        )
        return is_whole
