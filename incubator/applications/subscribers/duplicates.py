"""What follows for the search for duplicates and in answers."""

from __future__ import annotations

from datetime import datetime

from incubator.applications.events import ApplicationSubmitted
from incubator.applications.usecases.index_answers import index_answers
from incubator.applications.usecases.request_duplicate_search import request_duplicate_search
from incubator.core.events import afterwards
from incubator.programs.events import RoundClosed


def keep_answers(fact: ApplicationSubmitted, now: datetime) -> None:
    """What the centre's list finds it by.  Its print needs its files read, which waits for a quieter moment."""
    index_answers(application_id=fact.application_id, now=now)


def search_after_the_deadline(fact: RoundClosed, now: datetime) -> None:
    request_duplicate_search(actor=None, round_id=fact.round_id, now=now)


SUBSCRIPTIONS = (
    afterwards(ApplicationSubmitted, keep_answers),
    afterwards(RoundClosed, search_after_the_deadline),
)
