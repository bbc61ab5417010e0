"""The form a template of calls asks for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.db.unit_of_work import unit_of_work
from incubator.questionnaires import queries
from incubator.questionnaires.rules.library import LIBRARY
from incubator.questionnaires.usecases.create_questionnaire import create_questionnaire
from incubator.questionnaires.usecases.publish_version import publish_version


def provide_questionnaire(*, actor: Actor, key: str, now: datetime) -> UUID | None:
    """The newest published version of this questionnaire, made from the library the first time somebody needs it.

    None when a manager has drafted or retired it: then the round waits until a form is chosen.
    """
    with unit_of_work() as work:
        known = queries.find_questionnaire(work.session, key)
        if known is not None:
            newest = queries.find_newest_published(work.session, known.id)
            return newest.id if newest else None
        draft = create_questionnaire(actor=actor, key=key, definition=LIBRARY[key], now=now)
        return publish_version(actor=actor, version_id=draft.id, now=now).id
