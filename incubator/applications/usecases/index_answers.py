"""Keep what the answers of an application are found by in the centre's list."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.applications import queries
from incubator.applications.models import AnswerIndex
from incubator.applications.queries import duplicates
from incubator.applications.queries.answers import find_answer_index
from incubator.applications.rules.answers import grams_of
from incubator.db.unit_of_work import unit_of_work


def index_answers(*, application_id: UUID, now: datetime) -> None:
    """For the version handed in last; a second call does nothing."""
    with unit_of_work(bookkeeping=True) as work:
        application = queries.find_for_change(work.session, application_id)
        last = duplicates.find_last_snapshot(work.session, application_id) if application else None
        if last is None:
            return
        number, snapshot = last
        known = find_answer_index(work.session, application_id)
        if known is not None and known.version_no == number:
            return
        grams = grams_of(snapshot["answers"])
        if known is None:
            work.session.add(AnswerIndex(application_id=application_id, version_no=number, grams=grams, made_at=now))
        else:
            known.remake(version_no=number, grams=grams, at=now)
