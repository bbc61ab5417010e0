"""From ranks to a proposal, a decision and a waiting list (domain.md §2.5, §4.5).

Per division: seats by rank, then "예비 1번…" for those above the floor.  A decision may differ from the proposal, each
difference with a reason; nobody below the floor, absent or ineligible is ever chosen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from incubator.core.text import Text, text
from incubator.reviews.rules.computation import Computation, Standing
from incubator.reviews.rules.ties import Ranking


class Outcome(StrEnum):
    SELECTED = "selected"
    WAITLISTED = "waitlisted"
    NOT_SELECTED = "not_selected"
    BELOW_FLOOR = "below_floor"
    ABSENT = "absent"
    INELIGIBLE = "ineligible"
    NOT_SCORED = "not_scored"


OUTCOME_LABELS: Mapping[Outcome, Text] = {
    Outcome.SELECTED: text("선정"),
    Outcome.WAITLISTED: text("예비"),
    Outcome.NOT_SELECTED: text("미선정"),
    Outcome.BELOW_FLOOR: text("과락"),
    Outcome.ABSENT: text("발표 불참"),
    Outcome.INELIGIBLE: text("부적격"),
    Outcome.NOT_SCORED: text("평가하지 못함"),
}
OUT_OF_FIELD = frozenset({Outcome.BELOW_FLOOR, Outcome.ABSENT, Outcome.INELIGIBLE, Outcome.NOT_SCORED})


@dataclass(frozen=True)
class Candidate:
    """`rank` is the final one after ties; `barred` says why somebody is out of the field, whatever the seats."""

    application: UUID
    division: str
    rank: int | None
    amount: int = 0
    barred: Outcome | None = None

    @property
    def is_in_field(self) -> bool:
        return self.rank is not None and self.barred is None


@dataclass(frozen=True)
class Row:
    """`number` is the one on the waiting list, from 1 in each division."""

    application: UUID
    division: str
    rank: int | None
    outcome: Outcome
    number: int | None
    amount: int


@dataclass(frozen=True)
class Result:
    """Rows by division and rank; `seats` after empty ones moved, `empty` what nobody could fill."""

    rows: tuple[Row, ...]
    seats: tuple[tuple[str, int], ...]
    empty: tuple[tuple[str, int], ...]

    @property
    def selected(self) -> tuple[UUID, ...]:
        return tuple(row.application for row in self.rows if row.outcome is Outcome.SELECTED)

    @property
    def amount(self) -> int:
        return sum(row.amount for row in self.rows if row.outcome is Outcome.SELECTED)


BARRED = {
    Standing.BELOW_FLOOR: Outcome.BELOW_FLOOR,
    Standing.ABSENT: Outcome.ABSENT,
    Standing.NOT_SCORED: Outcome.NOT_SCORED,
}


def candidates_of(
    computation: Computation,
    ranking: Ranking,
    division: str,
    *,
    amounts: Mapping[UUID, int] | None = None,
    ineligible: Collection[UUID] = (),
) -> tuple[Candidate, ...]:
    """The field of a division as its computation and the broken ties left it; `amounts` in whole won."""
    ranks = {place.application: place.rank for place in ranking.places}
    return tuple(
        Candidate(
            line.application,
            division,
            ranks.get(line.application),
            (amounts or {}).get(line.application, 0),
            Outcome.INELIGIBLE if line.application in ineligible else BARRED.get(line.standing),
        )
        for line in computation.lines
    )


def waiting_label(number: int) -> Text:
    return text("예비 %(number)d번", number=number)


def ties_left(candidates: Iterable[Candidate]) -> tuple[tuple[UUID, ...], ...]:
    """Those of one division who share a rank: they block a proposal."""
    shared: dict[tuple[str, int | None], list[UUID]] = {}
    for row in candidates:
        if row.is_in_field:
            shared.setdefault((row.division, row.rank), []).append(row.application)
    groups = (tuple(sorted(group, key=str)) for group in shared.values() if len(group) > 1)
    return tuple(sorted(groups, key=lambda group: str(group[0])))


def propose(
    candidates: Iterable[Candidate],
    quotas: Mapping[str, int],
    *,
    waiting_length: int,
    moves: Mapping[str, str] | None = None,
) -> Result:
    """The best of each division up to its quota; a quota larger than the field leaves seats empty.

    `moves` says, as the notice does, to which division a division's empty seats go.  Raises ValueError for an
    unresolved tie or a division without a quota.
    """
    rows = tuple(candidates)
    if ties_left(rows) or any(row.division not in quotas for row in rows):
        raise ValueError("a proposal needs a rank for everybody and a quota for every division")
    field = Counter(row.division for row in rows if row.is_in_field)
    seats = dict(quotas)
    for source, target in sorted((moves or {}).items()):
        free = max(0, quotas[source] - field[source])
        seats[source] -= free
        seats[target] += free
    chosen = set()
    for division in seats:
        inside = sorted((row for row in rows if row.division == division and row.is_in_field), key=_by_rank)
        chosen |= {row.application for row in inside[: seats[division]]}
    return decide(rows, chosen, seats, waiting_length=waiting_length)


def decide(
    candidates: Iterable[Candidate], chosen: Collection[UUID], seats: Mapping[str, int], *, waiting_length: int
) -> Result:
    """Outcomes when these are chosen: the rest of the field waits by rank, `waiting_length` people in each division.

    Raises ValueError when somebody out of the field, or unknown, is chosen: ask `refusals` first.
    """
    rows = sorted(candidates, key=lambda row: (row.division, *_by_rank(row)))
    if refusals(rows, chosen):
        raise ValueError("only those in the field can be chosen")
    waiting: Counter[str] = Counter()
    found = []
    for row in rows:
        outcome, number = row.barred or Outcome.NOT_SELECTED, None
        if not row.is_in_field:
            outcome = row.barred or Outcome.NOT_SCORED
        elif row.application in chosen:
            outcome = Outcome.SELECTED
        elif waiting[row.division] < waiting_length:
            waiting[row.division] += 1
            outcome, number = Outcome.WAITLISTED, waiting[row.division]
        found.append(Row(row.application, row.division, row.rank, outcome, number, row.amount))
    taken = Counter(row.division for row in found if row.outcome is Outcome.SELECTED)
    empty = {division: count - taken[division] for division, count in seats.items() if count > taken[division]}
    return Result(tuple(found), tuple(sorted(seats.items())), tuple(sorted(empty.items())))


def _by_rank(row: Candidate) -> tuple[bool, int, str]:
    return (not row.is_in_field, row.rank or 0, str(row.application))


def refusals(candidates: Iterable[Candidate], chosen: Collection[UUID]) -> dict[UUID, Text]:
    """Why somebody cannot be chosen, with whatever reason."""
    known = {row.application: row for row in candidates}
    found = {}
    for application in chosen:
        row = known.get(application)
        if row is None:
            found[application] = text("이 회차에서 평가한 신청이 아닙니다.")
        elif not row.is_in_field:
            why = OUTCOME_LABELS[row.barred or Outcome.NOT_SCORED]
            found[application] = text("선정할 수 없는 신청입니다(%(why)s). 사유를 적어도 선정하지 못합니다.", why=why)
    return found


class DeviationKind(StrEnum):
    RAISED = "raised"
    PASSED_OVER = "passed_over"


@dataclass(frozen=True)
class Deviation:
    """A decision that differs from the proposal; `reason` is what is written about it, blank: still to be written."""

    application: UUID
    kind: DeviationKind
    rank: int | None
    reason: str


def deviations(proposed: Result, decided: Result, reasons: Mapping[UUID, str]) -> tuple[Deviation, ...]:
    """Everybody chosen against the proposal and everybody passed over, in its order."""
    before, after = set(proposed.selected), set(decided.selected)
    return tuple(
        Deviation(
            row.application,
            DeviationKind.PASSED_OVER if row.application in before else DeviationKind.RAISED,
            row.rank,
            reasons.get(row.application, "").strip(),
        )
        for row in proposed.rows
        if (row.application in before) is not (row.application in after)
    )


def seats_problem(decided: Result) -> Text | None:
    """More chosen in a division than it has seats."""
    taken = Counter(row.division for row in decided.rows if row.outcome is Outcome.SELECTED)
    for division, seats in decided.seats:
        if taken[division] > seats:
            return text(
                "%(division)s: 선정 규모는 %(seats)d개인데 %(taken)d개를 골랐습니다. %(over)d개를 줄여 주세요.",
                division=division,
                seats=seats,
                taken=taken[division],
                over=taken[division] - seats,
            )
    return None


@dataclass(frozen=True)
class BudgetCheck:
    """Whole won; `over` is nought inside the budget."""

    amount: int
    budget: int

    @property
    def over(self) -> int:
        return max(0, self.amount - self.budget)

    @property
    def problem(self) -> Text | None:
        if not self.over:
            return None
        return text(
            "지원금 합계 %(amount)s원이 예산 %(budget)s원보다 %(over)s원 많습니다. 금액이나 선정 수를 줄여 주세요.",
            amount=f"{self.amount:,}",
            budget=f"{self.budget:,}",
            over=f"{self.over:,}",
        )
