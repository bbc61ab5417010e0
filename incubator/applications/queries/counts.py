"""How many applications a round has, counted once for every filter of the centre's list."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from incubator.applications.models import Application
from incubator.applications.workflow import ApplicationState
from incubator.organisations.rules import OrganisationKind

MANY = 20_000
"""A round with so many applications is counted once in a while, not for each reader; below, each time."""
SECONDS = 3.0
MOST_ROUNDS = 50
_BY_ALL = (
    select(Application.state, Application.applicant_kind, Application.applicant_region, func.count())
    .where(Application.round_id == bindparam("round"))
    .group_by(Application.state, Application.applicant_kind, Application.applicant_region)
)


@dataclass(frozen=True)
class Counts:
    """Applications of one round by state, kind and region of the applicant."""

    by_all: Mapping[tuple[ApplicationState, OrganisationKind, str], int]

    def of(
        self,
        states: Collection[ApplicationState] = (),
        kinds: Collection[OrganisationKind] = (),
        regions: Collection[str] = (),
    ) -> int:
        """How many fit; an empty collection means all."""
        return sum(
            count
            for (state, kind, region), count in self.by_all.items()
            if (not states or state in states) and (not kinds or kind in kinds) and (not regions or region in regions)
        )

    @property
    def by_state(self) -> dict[ApplicationState, int]:
        found: Counter[ApplicationState] = Counter()
        for (state, _, _), count in self.by_all.items():
            found[state] += count
        return dict(found)


class _Kept:
    counts: dict[UUID, tuple[float, Counts]] = {}  # noqa: RUF012 (one for each process)


def count_round(session: Session, round_id: UUID) -> Counts:
    """One statement for all numbers of the list.  Those of a round with very many are at most `SECONDS` old."""
    at, kept = _Kept.counts.get(round_id, (0.0, None))
    if kept is not None and time.monotonic() - at < SECONDS:
        return kept
    counts = Counts(
        {(state, kind, region): count for state, kind, region, count in session.execute(_BY_ALL, {"round": round_id})}
    )
    if counts.of() >= MANY:
        if len(_Kept.counts) >= MOST_ROUNDS:
            _Kept.counts.clear()
        _Kept.counts[round_id] = (time.monotonic(), counts)
    return counts


def count_by_state(session: Session, round_ids: Sequence[UUID]) -> dict[UUID, dict[ApplicationState, int]]:
    """How many applications each round has in each state."""
    found: dict[UUID, dict[ApplicationState, int]] = {round_id: {} for round_id in round_ids}
    rows = session.execute(
        select(Application.round_id, Application.state, func.count())
        .where(Application.round_id.in_(round_ids))
        .group_by(Application.round_id, Application.state)
    )
    for row in rows:
        round_id, state, count = row
        found[round_id][state] = count
    return found
