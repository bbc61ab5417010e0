"""Drawing evaluators and the order of presentations, so that anybody can draw again (domain.md §2.4, §7-32, §7-33).

The lot of a candidate is SHA-256 of the UTF-8 words `seed:id` (the id in lower case with hyphens), written as 64
hexadecimal digits; candidates stand in the order of their lots, the smallest first.  `printf '%s' 'seed:id' | sha256sum`
gives a lot by hand.  The seed and the candidates are stored with the result.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from incubator.core.text import Text, text

ANY_FIELD = ""
"""The field of a seat that takes anybody."""


class PassedWhy(StrEnum):
    YEARLY_CAP = "yearly_cap"
    REFUSED = "refused"
    NO_SEAT = "no_seat"


PASSED_LABELS: Mapping[PassedWhy, Text] = {
    PassedWhy.YEARLY_CAP: text("올해 참여 한도를 채움"),
    PassedWhy.REFUSED: text("이번 평가를 사양함"),
    PassedWhy.NO_SEAT: text("맞는 분야의 자리가 이미 참"),
}


@dataclass(frozen=True)
class Candidate:
    """One of the pool: fields of expertise in the order of words, and panels served on this year."""

    id: UUID
    fields: tuple[str, ...] = ()
    served: int = 0
    refused: bool = False


@dataclass(frozen=True)
class Seats:
    field: str
    count: int


@dataclass(frozen=True)
class Drawn:
    """`place` is the one among all lots, from 1; `field` the seat taken."""

    place: int
    candidate: UUID
    lot: str
    field: str


@dataclass(frozen=True)
class Passed:
    place: int
    candidate: UUID
    lot: str
    why: PassedWhy


@dataclass(frozen=True)
class Draw:
    """All that is needed to draw again (`again`), and what came out.  `short` are seats nobody could take."""

    seed: str
    candidates: tuple[Candidate, ...]
    seats: tuple[Seats, ...]
    yearly_cap: int | None
    drawn: tuple[Drawn, ...]
    passed: tuple[Passed, ...]
    short: tuple[Seats, ...]

    def again(self) -> Draw:
        """The same draw from what is stored: equal to this one unless somebody changed it."""
        quotas = {row.field: row.count for row in self.seats}
        return draw(self.seed, self.candidates, quotas, yearly_cap=self.yearly_cap)


def lot_of(seed: str, id_: UUID) -> str:
    return hashlib.sha256(f"{seed}:{id_}".encode()).hexdigest()


def in_order_of_lots(seed: str, ids: Iterable[UUID]) -> tuple[tuple[str, UUID], ...]:
    """(lot, id), the smallest lot first.  Raises ValueError for a blank seed or somebody twice."""
    known = list(ids)
    if not seed.strip() or len(set(known)) != len(known):
        raise ValueError("a draw has a seed and everybody once")
    return tuple(sorted((lot_of(seed, id_), id_) for id_ in known))


def draw(
    seed: str, candidates: Iterable[Candidate], quotas: Mapping[str, int], *, yearly_cap: int | None = None
) -> Draw:
    """Walk down the lots and take whoever still fits.

    Somebody fits when all taken so far and he can sit at once, each on a seat of one of his fields or of `ANY_FIELD`;
    for that, people taken before may move to another of their fields but never lose their place.  So as many seats are
    filled as can be, and when somebody refuses, drawing again without him keeps all others and adds one.
    """
    rows = [replace(row, fields=tuple(sorted(set(row.fields)))) for row in candidates]
    lots = in_order_of_lots(seed, (row.id for row in rows))
    pool = {row.id: row for row in rows}
    seating = _Seating(pool, quotas)
    taken: list[tuple[int, UUID, str]] = []
    passed: list[Passed] = []
    for place, (lot, id_) in enumerate(lots, start=1):
        why = _passed_before(pool[id_], yearly_cap)
        if why is None and seating.takes(id_):
            taken.append((place, id_, lot))
        else:
            passed.append(Passed(place, id_, lot, why or PassedWhy.NO_SEAT))
    filled = Counter(seating.seat_of.values())
    return Draw(
        seed=seed,
        candidates=tuple(sorted(rows, key=lambda row: str(row.id))),
        seats=tuple(Seats(field, quotas[field]) for field in sorted(quotas)),
        yearly_cap=yearly_cap,
        drawn=tuple(Drawn(place, id_, lot, seating.seat_of[id_]) for place, id_, lot in taken),
        passed=tuple(passed),
        short=tuple(
            Seats(field, quotas[field] - filled[field]) for field in sorted(quotas) if quotas[field] > filled[field]
        ),
    )


def _passed_before(candidate: Candidate, yearly_cap: int | None) -> PassedWhy | None:
    if candidate.refused:
        return PassedWhy.REFUSED
    if yearly_cap is not None and candidate.served >= yearly_cap:
        return PassedWhy.YEARLY_CAP
    return None


class _Seating:
    """Who sits where; fields are tried in the order of words, seats for anybody last."""

    def __init__(self, pool: Mapping[UUID, Candidate], quotas: Mapping[str, int]) -> None:
        self.pool, self.quotas = pool, quotas
        self.seat_of: dict[UUID, str] = {}

    def takes(self, id_: UUID) -> bool:
        return self._sit(id_, set())

    def _sit(self, id_: UUID, tried: set[str]) -> bool:
        for field in (*self.pool[id_].fields, ANY_FIELD):
            if field in tried or not self.quotas.get(field):
                continue
            tried.add(field)
            sitting = [other for other, seat in self.seat_of.items() if seat == field]
            if len(sitting) < self.quotas[field] or any(self._sit(other, tried) for other in sitting):
                self.seat_of[id_] = field
                return True
        return False


@dataclass(frozen=True)
class Turn:
    """A presentation: `position` from 1."""

    position: int
    application: UUID
    lot: str


def presentation_order(seed: str, applications: Collection[UUID]) -> tuple[Turn, ...]:
    """The order of presentations by the same lots."""
    lots = in_order_of_lots(seed, applications)
    return tuple(Turn(position, id_, lot) for position, (lot, id_) in enumerate(lots, start=1))
