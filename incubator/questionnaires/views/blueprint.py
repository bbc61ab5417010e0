"""The blueprint all doors of forms hang on, and what they share."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint

from incubator.accounts.signin import current_actor
from incubator.db.session import session_now
from incubator.questionnaires import policy, queries
from incubator.questionnaires.models import QuestionnaireVersion
from incubator.questionnaires.usecases.revise_version import require_draft

bp = Blueprint("forms", __name__, url_prefix="/staff/forms")
READERS = "the centre's staff (questionnaires.policy.may_read_forms)"
WRITERS = "programme managers and administrators (questionnaires.policy.may_write_forms)"


def version_to_read(version_id: UUID) -> QuestionnaireVersion:
    """Raises Forbidden, NotFound."""
    policy.may_read_forms(current_actor()).enforce()
    return queries.get_version(session_now(), version_id)


def draft_to_change(version_id: UUID) -> QuestionnaireVersion:
    """Raises Forbidden, NotFound, RuleBroken (it is published or discarded: nothing of it changes)."""
    policy.may_write_forms(current_actor()).enforce()
    found = queries.get_version(session_now(), version_id)
    require_draft(found)
    return found
