"""Begin the next version of a questionnaire from its newest one."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import QuestionnaireDrafted
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.workflow import VersionState


def draft_version(*, actor: Actor, questionnaire_id: UUID, now: datetime) -> QuestionnaireVersion:
    """A draft that starts with the newest definition that was not discarded, or with that one when there is no other.

    Only one draft at a time: else RuleBroken.
    """
    policy.may_write_forms(actor).enforce()
    with unit_of_work() as work:
        queries.get_questionnaire_for_change(work.session, questionnaire_id)
        versions = queries.list_versions(work.session, questionnaire_id)
        newest = queries.standing_of(versions)
        if newest.state is VersionState.DRAFT:
            raise RuleBroken(
                text("이미 작성 중인 판이 있습니다."), how=text("그 판을 고쳐 게시한 뒤 새 판을 만들어 주세요.")
            )
        version = QuestionnaireVersion(
            questionnaire_id=questionnaire_id,
            number=versions[0].number + 1,
            definition=newest.definition,
            created_at=now,
        )
        work.session.add(version)
        work.session.flush()
        work.record(
            QuestionnaireDrafted(
                stamp=actor.stamp(now),
                questionnaire_id=questionnaire_id,
                version_id=version.id,
                number=version.number,
            )
        )
        return version
