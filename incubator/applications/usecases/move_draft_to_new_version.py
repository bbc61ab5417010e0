"""Take a draft over to the questionnaire the round uses now."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.events import ApplicationMoved
from incubator.applications.usecases.lock_draft import lock_draft
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires.usecases.move_to_version import Moved, move_to_version


def move_draft_to_new_version(*, actor: Actor, application_id: UUID, now: datetime) -> Moved:
    """Answers that still fit go along, the others stay readable.

    Raises NotFound, Forbidden, ReceptionClosed, RuleBroken (it is on the present version already).
    """
    with unit_of_work() as work:
        draft = lock_draft(work.session, actor, application_id, now)
        version_id = draft.round.questionnaire_version_id
        if version_id is None or version_id == draft.answer_set.version_id:
            raise RuleBroken(
                text("이미 지금 양식으로 작성하고 있습니다."), how=text("화면을 새로 고쳐 이어서 작성해 주세요.")
            )
        moved = move_to_version(actor=actor, answer_set_id=draft.answer_set_id, version_id=version_id, now=now)
        draft.updated_at = now
        work.record(
            ApplicationMoved(
                stamp=actor.stamp(now),
                application_id=draft.id,
                round_id=draft.round_id,
                organisation_id=draft.organisation_id,
                version_id=version_id,
            )
        )
        return moved
