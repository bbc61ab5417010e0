"""Save another definition into a draft version."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken, Stale
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import QuestionnaireRevised
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.rules import dump, load
from incubator.questionnaires.rules.reaching import require_reachable
from incubator.questionnaires.workflow import VersionState


def revise_version(
    *, actor: Actor, version_id: UUID, definition: dict[str, Any], base_version: int, now: datetime
) -> int:
    """Returns the new row version.  `base_version` is the row version the editor started from.

    Raises Forbidden, Invalid (faulty definition), RuleBroken (already published), Stale (saved by another meanwhile).
    """
    policy.may_write_forms(actor).enforce()
    form = load(definition, is_draft=True)
    require_reachable(form)
    with unit_of_work() as work:
        version = queries.get_version_for_change(work.session, version_id)
        require_draft(version)
        if version.version != base_version:
            raise Stale(
                text("그사이 다른 사람이 먼저 저장했습니다."),
                theirs=version.definition,
                how=text("두 내용을 견주어 본 뒤 다시 저장해 주세요."),
            )
        version.definition = dump(form)
        version.updated_at = now
        work.session.flush()
        work.record(
            QuestionnaireRevised(
                stamp=actor.stamp(now),
                questionnaire_id=version.questionnaire_id,
                version_id=version.id,
                number=version.number,
            )
        )
        return version.version


def require_draft(version: QuestionnaireVersion) -> None:
    """Raises RuleBroken once it is published or discarded: from then on nothing of it changes."""
    if version.state is VersionState.DISCARDED:
        raise RuleBroken(
            text("버린 초안은 바꿀 수 없습니다."), how=text("‘모든 판’에서 새 판을 만들면 그 내용에서 다시 시작합니다.")
        )
    if version.state is not VersionState.DRAFT:
        raise RuleBroken(
            text("이미 게시된 양식은 바꿀 수 없습니다."), how=text("새 판을 만들어 고친 뒤 게시해 주세요.")
        )
