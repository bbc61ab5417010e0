"""Look for a round's duplicates among everything ever handed in, a slice at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from incubator.accounts.actor import by_the_clock
from incubator.applications.events.duplicates import DuplicatesSearched
from incubator.applications.models import DuplicatePair, DuplicateSearch
from incubator.applications.queries import duplicates
from incubator.applications.queries.written import texts_of
from incubator.applications.rules.duplicates import DuplicateGround, Written, ordered
from incubator.applications.usecases.make_print import make_missing_prints
from incubator.core.dates import day_in_kst
from incubator.db.session import session_now
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.matching.rules import Searched, compare
from incubator.parameters.queries import value

SLICE = 300
"""Applications looked for in one pass over the stock; between passes other work of the worker has its turn."""
PERCENT = "matching.similarity_percent"
TEXTS_AT_ONCE = 200
FEW, RARE = 200, 100
"""What one application in a hundred has (and more than two hundred have) is everybody's phrase, not a copy."""


@dataclass
class _Found:
    grounds: set[DuplicateGround] = field(default_factory=set)
    percent: int | None = None


Pairs = dict[tuple[UUID, UUID], _Found]


def search_duplicates(*, now: datetime) -> bool:
    """Do the next slice of the search that waits longest.  Returns False when none waits.

    Reading and comparing hold no lock; what was found is written in one transaction with how far the search is, so
    that a killed worker repeats a slice and changes nothing by it.
    """
    session = session_now()
    search_id = duplicates.find_next_search(session)
    search = session.get(DuplicateSearch, search_id) if search_id else None
    if search is None:
        session.rollback()
        return False
    found_id, round_id, after = search.id, search.round_id, search.last_id
    if after is None and make_missing_prints(now=now):
        return True
    part = duplicates.list_prints(session, round_id, after=after, most=SLICE)
    pairs = _pairs(session, part, now) if part else {}
    session.rollback()
    with unit_of_work(bookkeeping=True) as work:
        locked = duplicates.find_search_for_change(work.session, found_id)
        if locked is None or locked.finished_at is not None or locked.last_id != after:
            return True  # another worker was quicker
        if part:
            locked.advance(count=len(part), found=_keep(work, pairs, now), last_id=part[-1][0])
        if len(part) < SLICE:
            _finish(work, locked, now)
    return True


def _pairs(session: Session, part: list[tuple[UUID, bytes]], now: datetime) -> Pairs:
    least = value(session, PERCENT, on=day_in_kst(now))
    ids = [application_id for application_id, _ in part]
    pairs: Pairs = {}
    for one, other, ground in duplicates.list_sharing(session, ids):
        pairs.setdefault(ordered(one, other), _Found()).grounds.add(ground)
    searched = Searched((place, sketch) for place, (_, sketch) in enumerate(part))
    stock = 0
    for stock, sketch in enumerate(duplicates.each_sketch(session), 1):  # noqa: B007 (how many there were)
        searched.meet(sketch)
    searched.forget_shared(max(FEW, stock // RARE))
    likely = [
        (ids[place], other)
        for other, sketch in duplicates.each_print(session)
        for place in searched.alike(sketch)
        if ids[place] != other
    ]
    there = duplicates.list_handed_in(session, {other for _, other in likely})
    wanted = {ordered(one, other) for one, other in likely if other in there} | pairs.keys()
    for pair, percent in _percents(session, sorted(wanted)).items():
        if percent >= least:
            pairs.setdefault(pair, _Found()).grounds.add(DuplicateGround.TEXT)
        if pair in pairs:
            pairs[pair].percent = percent
    return pairs


def _percents(session: Session, wanted: list[tuple[UUID, UUID]]) -> Mapping[tuple[UUID, UUID], int]:
    """How alike the texts are, read in batches: a round may bring thousands of pairs."""
    percents: dict[tuple[UUID, UUID], int] = {}
    for start in range(0, len(wanted), TEXTS_AT_ONCE):
        batch = wanted[start : start + TEXTS_AT_ONCE]
        texts = texts_of(session, {key for pair in batch for key in pair})
        for one, other in batch:
            percents[one, other] = compare(_text(texts, one), _text(texts, other)).percent
    return percents


def _text(texts: Mapping[UUID, Written], key: UUID) -> str:
    found = texts.get(key)
    return found.text if found else ""


def _keep(work: Work, pairs: Pairs, now: datetime) -> int:
    """Write what was found; returns how many pairs are new."""
    known = duplicates.list_pairs_for_change(work.session, pairs.keys())
    for pair, row in known.items():
        row.find_again(sorted(pairs[pair].grounds), pairs[pair].percent)
    fresh = [pair for pair in sorted(pairs) if pair not in known]
    work.session.add_all(
        DuplicatePair(
            application_id=pair[0],
            other_id=pair[1],
            grounds=sorted(pairs[pair].grounds),
            percent=pairs[pair].percent,
            found_at=now,
        )
        for pair in fresh
    )
    return len(fresh)


def _finish(work: Work, search: DuplicateSearch, now: datetime) -> None:
    search.finish(at=now)
    work.record(
        DuplicatesSearched(
            stamp=by_the_clock(now), round_id=search.round_id, search_id=search.id, count=search.total,
            found=search.found,
        )
    )  # fmt: skip
