"""Take a published version out of use for new rounds; answers on it stay readable."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import policy, queries
from incubator.questionnaires.events import QuestionnaireRetired


def retire_version(*, actor: Actor, version_id: UUID, now: datetime) -> None:
    """Raises Forbidden, NotFound, StepNotAllowed."""
    with unit_of_work() as work:
        version = queries.get_version_for_change(work.session, version_id)
        policy.may_retire(actor, version).enforce()
        version.retire(at=now)
        work.session.flush()
        work.record(
            QuestionnaireRetired(
                stamp=actor.stamp(now),
                questionnaire_id=version.questionnaire_id,
                version_id=version.id,
                number=version.number,
            )
        )
