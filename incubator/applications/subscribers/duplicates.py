"""What follows for the search for duplicates and in answers."""

from __future__ import annotations

from datetime import datetime

from incubator.applications.events import ApplicationSubmitted
from incubator.applications.usecases.index_answers import index_answers
from incubator.applications.usecases.make_print import make_print
from incubator.applications.usecases.request_duplicate_search import request_duplicate_search
from incubator.core.events import afterwards
from incubator.programs.events import RoundClosed


def keep_print(fact: ApplicationSubmitted, now: datetime) -> None:
    """What it is found by: as a duplicate and, in the centre's list, by its answers.

    One listener for both: each more would be a row more to write while everybody hands in.
    """
    make_print(application_id=fact.application_id, now=now)
    index_answers(application_id=fact.application_id, now=now)


def search_after_the_deadline(fact: RoundClosed, now: datetime) -> None:
    request_duplicate_search(actor=None, round_id=fact.round_id, now=now)


SUBSCRIPTIONS = (
    afterwards(ApplicationSubmitted, keep_print),
    afterwards(RoundClosed, search_after_the_deadline),
)
