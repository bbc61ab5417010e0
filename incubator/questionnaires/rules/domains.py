"""The answers a question can still have while conditions on it are gathered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from incubator.core.money import MOST_WON
from incubator.questionnaires.rules import definition as d
from incubator.questionnaires.rules.definition import Operator as Op


class Domain:
    """Any answer at all: texts, tables and files are only asked whether they are there."""

    is_empty = False

    def with_condition(self, condition: d.Condition) -> Domain:
        del condition
        return self


@dataclass(frozen=True)
class OneOf(Domain):
    """The options a single choice can still be."""

    keys: frozenset[str]

    @property
    def is_empty(self) -> bool:  # type: ignore[override]  # a fixed answer in the base
        return not self.keys

    def with_condition(self, condition: d.Condition) -> Domain:
        values = {str(value) for value in condition.values}
        if condition.operator is Op.IS_ANSWERED:
            return self
        return OneOf(self.keys - values if condition.operator is Op.IS_NOT else self.keys & values)


@dataclass(frozen=True)
class SomeOf(Domain):
    """Picks: `keys` may be picked, of each of `wanted` at least one is, and no more than `most` in all."""

    keys: frozenset[str]
    least: int
    most: int
    wanted: tuple[frozenset[str], ...] = ()

    @property
    def is_empty(self) -> bool:  # type: ignore[override]  # a fixed answer in the base
        return len(self.keys) < self.least or not _can_hit([want & self.keys for want in self.wanted], self.most)

    def with_condition(self, condition: d.Condition) -> Domain:
        values = frozenset(str(value) for value in condition.values)
        if condition.operator is Op.IS_ANSWERED:
            return self
        if condition.operator is Op.IS_NOT:
            return replace(self, keys=self.keys - values)
        return replace(self, wanted=(*self.wanted, values))


def _can_hit(wanted: list[frozenset[str]], most: int) -> bool:
    """Whether at most so many picks take one of each set."""
    if not wanted:
        return True
    first = min(wanted, key=len)
    return most > 0 and any(_can_hit([want for want in wanted if pick not in want], most - 1) for pick in first)


@dataclass(frozen=True)
class Span(Domain):
    """Whole steps from `low` to `high` without `holes`; `scale` steps make one, a date counts its days."""

    low: int
    high: int
    scale: int
    holes: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:  # type: ignore[override]  # a fixed answer in the base
        return self.high - self.low + 1 <= sum(self.low <= hole <= self.high for hole in self.holes)

    def with_condition(self, condition: d.Condition) -> Domain:
        if condition.operator is Op.IS_ANSWERED:
            return self
        floors = [_steps(value, self.scale, ROUND_FLOOR) for value in condition.values]
        ceilings = [_steps(value, self.scale, ROUND_CEILING) for value in condition.values]
        if condition.operator is Op.IS_NOT:
            return self if floors != ceilings else replace(self, holes=self.holes | set(floors))
        low = self.low if condition.operator is Op.AT_MOST else max(self.low, ceilings[0])
        high = self.high if condition.operator is Op.AT_LEAST else min(self.high, floors[-1])
        return replace(self, low=low, high=high)


def _steps(value: str | d.Bound, scale: int, rounding: str) -> int:
    if isinstance(value, date):
        return value.toordinal()
    return int((Decimal(value) * scale).to_integral_value(rounding=rounding))


def domain_of(question: d.Question) -> Domain:
    """All answers this question takes."""
    if question.kind is d.Kind.CHOICE:
        return OneOf(frozenset(question.option_keys))
    if question.kind is d.Kind.MULTI_CHOICE:
        keys = frozenset(question.option_keys)
        return SomeOf(keys, max(1, question.min_items or 1), question.max_items or len(keys))
    if question.kind in d.ORDERED_KINDS:
        return _span(question)
    return Domain()


def _span(question: d.Question) -> Span:
    scale = 10**question.decimals
    if question.kind is d.Kind.DATE:
        low, high = date.min.toordinal(), date.max.toordinal()
    else:
        low, high = -MOST_WON * scale, MOST_WON * scale
    if question.minimum is not None:
        low = max(low, _steps(question.minimum, scale, ROUND_CEILING))
    if question.maximum is not None:
        high = min(high, _steps(question.maximum, scale, ROUND_FLOOR))
    return Span(low, high, scale)
