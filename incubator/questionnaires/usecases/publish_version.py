"""Freeze a draft version and let rounds use it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import QuestionnairePublished
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.rules import load, seal
from incubator.questionnaires.rules.reaching import require_reachable


def publish_version(*, actor: Actor, version_id: UUID, now: datetime) -> QuestionnaireVersion:
    """From now on its definition never changes; its hash is kept beside it.

    Raises Forbidden, NotFound, StepNotAllowed (it is no draft), Invalid (its definition is faulty or not whole).
    """
    with unit_of_work() as work:
        version = queries.get_version_for_change(work.session, version_id)
        policy.may_publish(actor, version).enforce()
        form = load(version.definition)
        require_reachable(form)
        sha256 = seal(version.definition)
        version.publish(at=now, by=actor.user_id, sha256=sha256)
        version.questionnaire.title, version.questionnaire.title_en = form.title, form.title_en
        work.session.flush()
        work.record(
            QuestionnairePublished(
                stamp=actor.stamp(now),
                questionnaire_id=version.questionnaire_id,
                version_id=version.id,
                number=version.number,
                sha256=sha256,
            )
        )
        return version
