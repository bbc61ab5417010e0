"""What things are called, asked from below: a page of a low floor names a round without knowing what a round is.

Each slice keeps a `Book` for a kind of thing it owns; the composition root hands all of them to `web.books`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from incubator.core.text import Text


@dataclass(frozen=True)
class Named:
    """How a thing is called, and the page of staff where it is, or an empty address."""

    name: Text | str
    url: str = ""


def _to_everybody(_reader: Any) -> object:
    return True


@dataclass(frozen=True)
class Book:
    """`kind` is the word of facts (`round` of `round_id`).

    `names(session, ids)` tells what these are called, in a fixed number of statements; an id that is gone is left out.
    `find(session, words)` gives the ids of the things whose name or number has these words, at most a few hundred.
    The caller has asked its own policy; neither looks at who reads.  `opens(reader)` tells whether this person may open
    the pages the names lead to: to others the names are words.
    """

    kind: str
    names: Callable[[Any, Sequence[UUID]], Mapping[UUID, Named]]
    find: Callable[[Any, str], Sequence[UUID]]
    opens: Callable[[Any], object] = _to_everybody

    def for_reader(self, reader: Any) -> Book:
        """The book as this person may use it: never a link that answers with a refusal."""
        if self.opens(reader):
            return self

        def words(session: Any, ids: Sequence[UUID]) -> Mapping[UUID, Named]:
            return {one: Named(named.name) for one, named in self.names(session, ids).items()}

        return replace(self, names=words)


MOST_FOUND = 200
"""Ids a search by words gives at most."""
