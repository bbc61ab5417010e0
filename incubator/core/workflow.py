"""A workflow is a table: step -> (states it may start from, state it leads to or None when it stays)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from incubator.core.errors import StepNotAllowed
from incubator.core.text import Text, text

S = TypeVar("S", bound=StrEnum)
T = TypeVar("T", bound=StrEnum)


class Workflow(Generic[S, T]):
    """What may follow what.  Holds no authority (policy) and no circumstance (rules)."""

    def __init__(
        self, table: Mapping[T, tuple[Iterable[S], S | None]], *, start: S, labels: Mapping[StrEnum, Text] | None = None
    ) -> None:
        self.start = start
        self.labels: Mapping[StrEnum, Text] = labels or {}
        self.table: dict[T, tuple[frozenset[S], S | None]] = {
            step: (frozenset(sources), target) for step, (sources, target) in table.items()
        }

    def after(self, state: S, step: T) -> S:
        """The state after the step.  Raises StepNotAllowed when the table has no such row."""
        sources, target = self.table[step]
        if state not in sources:
            raise StepNotAllowed(
                text("지금 상태(%(state)s)에서는 할 수 없는 일입니다.", state=self.labels.get(state, state)),
                how=text("화면을 새로 고쳐 지금 상태를 확인해 주세요."),
            )
        return state if target is None else target

    def steps_from(self, state: S) -> tuple[T, ...]:
        return tuple(step for step, (sources, _) in self.table.items() if state in sources)

    def reachable(self) -> frozenset[S]:
        """Every state some walk from the start arrives at."""
        seen = {self.start}
        frontier = [self.start]
        while frontier:
            state = frontier.pop()
            for step in self.steps_from(state):
                target = self.table[step][1]
                if target is not None and target not in seen:
                    seen.add(target)
                    frontier.append(target)
        return frozenset(seen)

    def mermaid(self) -> str:
        """The table as a state diagram."""
        rows = [f"    [*] --> {self.start}"]
        for step, (sources, target) in self.table.items():
            rows += [f"    {source} --> {target or source}: {step}" for source in sorted(sources)]
        return "\n".join(["stateDiagram-v2", *rows])
