"""Begin answering a published version."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import AnswerSetOpened
from incubator.questionnaires.models import AnswerSet
from incubator.questionnaires.workflow import VersionState


def open_answer_set(*, actor: Actor, version_id: UUID, organisation_id: UUID | None, now: datetime) -> AnswerSet:
    """An empty set of answers for an organisation, or for the person alone when there is none.

    Raises Forbidden, NotFound, RuleBroken (the version is not published).
    """
    policy.may_open_answers(actor, organisation_id).enforce()
    with unit_of_work() as work:
        version = queries.get_version(work.session, version_id)
        if version.state is not VersionState.PUBLISHED:
            raise RuleBroken(
                text("게시되지 않은 양식에는 답을 쓸 수 없습니다."), how=text("사업 담당자에게 문의해 주세요.")
            )
        answers = AnswerSet(
            version_id=version_id,
            organisation_id=organisation_id,
            opened_by=actor.user_id,
            answers={},
            stamps={},
            left_behind=[],
            created_at=now,
        )
        work.session.add(answers)
        work.session.flush()
        work.record(AnswerSetOpened(stamp=actor.stamp(now), answer_set_id=answers.id, version_id=version_id))
        return answers
