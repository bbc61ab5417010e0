"""One page of a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """`items` of page `number` (from 1), `total` rows in all, `size` rows a page."""

    items: Sequence[T]
    number: int
    size: int
    total: int

    @property
    def last(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        return (self.number - 1) * self.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        return min(self.number * self.size, self.total)


def paginate(
    session: Session,
    statement: Select[Any],
    *,
    number: int,
    size: int = 30,
    scalars: bool = True,
    backwards: Select[Any] | None = None,
    total: int | None = None,
) -> Page[Any]:
    """Rows of one page and the count of all; a page past the end is the last one.

    `backwards` is the same list in reverse: pages of the second half are then read from the end, so that the last page
    costs what the first one does.  `total` saves the count where it is known.
    """
    if total is None:
        total = session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    last = max(1, -(-total // size))
    number = min(max(number, 1), last)
    start = (number - 1) * size
    turned = backwards is not None and start > total // 2
    if backwards is not None and turned:
        stop = min(start + size, total)
        statement = backwards.limit(stop - start).offset(total - stop)
    else:
        statement = statement.limit(size).offset(start)
    rows = session.execute(statement)
    items = list(rows.scalars() if scalars else rows)
    return Page(items[::-1] if turned else items, number, size, total)
