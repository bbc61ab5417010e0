"""What follows for the search for duplicates."""

from __future__ import annotations

from datetime import datetime

from incubator.applications.usecases.request_duplicate_search import request_duplicate_search
from incubator.core.events import afterwards
from incubator.programs.events import RoundClosed


def search_after_the_deadline(fact: RoundClosed, now: datetime) -> None:
    request_duplicate_search(actor=None, round_id=fact.round_id, now=now)


SUBSCRIPTIONS = (afterwards(RoundClosed, search_after_the_deadline),)
