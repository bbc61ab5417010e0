"""Ties broken by the chain a call names, each step recorded; what stays tied blocks (domain.md §4.3).

Published values are compared as printed; means of criteria, which nobody prints, exactly and over the kept sheets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any
from uuid import UUID

from incubator.core.text import Text, text
from incubator.programs.rules.scoring import TieStep
from incubator.reviews.rules.computation import Computation, Line, Standing
from incubator.reviews.rules.rounding import half_up

SHOWN_PLACES = 6
"""Two different means of at most thirty people differ within six places."""
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class DecisionKind(StrEnum):
    VOTE = "vote"
    LOT = "lot"


@dataclass(frozen=True)
class Decision:
    """What the committee voted or drew among those tied, first to last; `minutes` names the record of it."""

    kind: DecisionKind
    order: tuple[UUID, ...]
    minutes: str


@dataclass(frozen=True)
class Facts:
    """What a chain may ask besides scores.  `document` is the published document score; a smaller `priority` goes ahead."""

    document: Decimal | None = None
    priority: int | None = None
    received_at: datetime | None = None


@dataclass(frozen=True)
class Held:
    """What one of the tied holds at a step, as it is shown; None: nothing, and so behind everybody who holds something."""

    application: UUID
    value: str | None


@dataclass(frozen=True)
class Taken:
    """One step on one tied group: `groups` are the applications after it, best first; a group of one is settled.

    `criterion` is set for the step of criteria; `decision` for the committee's.
    """

    final: Decimal
    step: TieStep
    criterion: str | None
    held: tuple[Held, ...]
    groups: tuple[tuple[UUID, ...], ...]
    decision: Decision | None = None


@dataclass(frozen=True)
class Place:
    """The final rank; those still tied share one."""

    application: UUID
    rank: int


@dataclass(frozen=True)
class Ranking:
    """Ranks after the chain, the way to them, and the groups nothing separated."""

    places: tuple[Place, ...]
    taken: tuple[Taken, ...]
    unresolved: tuple[tuple[UUID, ...], ...]

    @property
    def is_resolved(self) -> bool:
        return not self.unresolved

    @property
    def problem(self) -> Text | None:
        """Why the stage cannot be confirmed, None when it can."""
        if self.is_resolved:
            return None
        return text(
            "동점이 %(count)d곳에서 풀리지 않았습니다. 위원회에서 의결하거나 추첨한 결과를 기록한 뒤 확정해 주세요.",
            count=len(self.unresolved),
        )

    def between(self, first: UUID, second: UUID) -> Taken | None:
        """The step that put one of the two ahead of the other; None when their scores did or nothing has."""
        for taken in self.taken:
            sides = {index for index, group in enumerate(taken.groups) if first in group or second in group}
            if len(sides) == 2:
                return taken
        return None


Key = tuple[Any, ...] | None
"""What sorts, greater is better; None stands behind."""
Reader = Callable[[Line], tuple[Key, str | None]]


def break_ties(
    computation: Computation,
    chain: Iterable[TieStep],
    facts: Mapping[UUID, Facts] | None = None,
    decisions: Iterable[Decision] = (),
) -> Ranking:
    """Ranks of those in the field; who is below the floor or absent takes no part.

    A computation holds those who compete for the same seats (a division, or a group with its own quota): between others
    there is no tie to break.
    The committee comes last whether the chain names it or not.  A decision counts for exactly the people it was taken
    about: when a new computation ties others, it is not applied and the tie stays open.
    """
    steps = [*(step for step in dict.fromkeys(chain) if step is not TieStep.COMMITTEE), TieStep.COMMITTEE]
    work = _Chain(computation, steps, facts or {}, tuple(decisions))
    by_final: dict[Decimal, list[Line]] = {}
    for line in computation.lines:
        if line.standing is Standing.RANKED and line.final is not None:
            by_final.setdefault(line.final, []).append(line)
    ordered = [group for final in sorted(by_final, reverse=True) for group in work.settle(final, by_final[final])]
    places: list[Place] = []
    for group in ordered:
        rank = len(places) + 1
        places += [Place(line.application, rank) for line in group]
    unresolved = tuple(tuple(line.application for line in group) for group in ordered if len(group) > 1)
    return Ranking(tuple(places), tuple(work.taken), unresolved)


class _Chain:
    """The chain at work: settles one group after the other and writes down what it did."""

    def __init__(
        self,
        computation: Computation,
        steps: Sequence[TieStep],
        facts: Mapping[UUID, Facts],
        decisions: tuple[Decision, ...],
    ) -> None:
        self.decisions = decisions
        self.taken: list[Taken] = []
        self.steps: list[tuple[TieStep, str | None, Reader]] = []
        for step in steps:
            if step is TieStep.LARGEST_CRITERION:
                self.steps += [(step, key, _criterion_reader(key)) for key in largest_first(computation)]
            elif step is not TieStep.COMMITTEE:
                self.steps.append((step, None, _reader(step, facts)))

    def settle(self, final: Decimal, lines: list[Line], at: int = 0) -> list[list[Line]]:
        """The group in order, as groups that nothing separates."""
        if len(lines) == 1:
            return [lines]
        lines = sorted(lines, key=lambda line: str(line.application))
        if at == len(self.steps):
            return self._by_committee(final, lines)
        step, criterion, reader = self.steps[at]
        read = {line.application: reader(line) for line in lines}
        groups: dict[Key, list[Line]] = {}
        for line in lines:
            groups.setdefault(read[line.application][0], []).append(line)
        ordered = [groups[key] for key in sorted(groups, key=_behind_without, reverse=True)]
        held = tuple(Held(line.application, read[line.application][1]) for group in ordered for line in group)
        self.taken.append(Taken(final, step, criterion, held, _ids(ordered)))
        return [part for group in ordered for part in self.settle(final, group, at + 1)]

    def _by_committee(self, final: Decimal, lines: list[Line]) -> list[list[Line]]:
        tied = {line.application: line for line in lines}
        decided = next(
            (
                item
                for item in reversed(self.decisions)
                if len(item.order) == len(tied) and set(item.order) == set(tied)
            ),
            None,
        )
        ordered = [[tied[application]] for application in decided.order] if decided else [lines]
        held = tuple(
            Held(line.application, str(place) if decided else None)
            for place, group in enumerate(ordered, start=1)
            for line in group
        )
        self.taken.append(Taken(final, TieStep.COMMITTEE, None, held, _ids(ordered), decided))
        return ordered


def _ids(groups: Iterable[list[Line]]) -> tuple[tuple[UUID, ...], ...]:
    return tuple(tuple(line.application for line in group) for group in groups)


def _behind_without(key: Key) -> tuple[bool, tuple[Any, ...]]:
    return (key is not None, key or ())


def largest_first(computation: Computation) -> tuple[str, ...]:
    """Criteria of the last stage, the largest 배점 first, equal ones in the order of the form."""
    criteria = computation.plan.stages[-1].criteria
    return tuple(key for key, _ in sorted(criteria, key=lambda row: -row[1]))


def _criterion_reader(key: str) -> Reader:
    def read(line: Line) -> tuple[Key, str | None]:
        stage = line.stages[-1]
        mean = next(Fraction(item.sum) for item in stage.items if item.key == key) / len(stage.kept)
        return (mean,), format(half_up(mean, SHOWN_PLACES), "f")

    return read


def _reader(step: TieStep, facts: Mapping[UUID, Facts]) -> Reader:
    def of(line: Line) -> Facts:
        return facts.get(line.application, Facts())

    def without_bonus(line: Line) -> tuple[Key, str | None]:
        return _score(line.main if line.standard is None else line.standard)

    def document(line: Line) -> tuple[Key, str | None]:
        return _score(of(line).document)

    def priority(line: Line) -> tuple[Key, str | None]:
        found = of(line).priority
        return (None, None) if found is None else ((-found,), str(found))

    def received(line: Line) -> tuple[Key, str | None]:
        found = of(line).received_at
        return (None, None) if found is None else ((-((found - _EPOCH) // _TICK),), found.isoformat())

    readers: Mapping[TieStep, Reader] = {
        TieStep.WITHOUT_BONUS: without_bonus,
        TieStep.DOCUMENT_STAGE: document,
        TieStep.NOTICE_PRIORITY: priority,
        TieStep.RECEIVED_FIRST: received,
    }
    return readers[step]


def _score(value: Decimal | None) -> tuple[Key, str | None]:
    return (None, None) if value is None else ((value,), format(value, "f"))
