"""What things are called, asked from below: a page of a low floor names a round without knowing what a round is.

Each slice keeps a `Book` for a kind of thing it owns; the composition root hands all of them to `web.books`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from incubator.core.text import Text


@dataclass(frozen=True)
class Named:
    """How a thing is called, and the page of staff where it is, or an empty address."""

    name: Text | str
    url: str = ""


@dataclass(frozen=True)
class Book:
    """`kind` is the word of facts (`round` of `round_id`).

    `names(session, ids)` tells what these are called, in a fixed number of statements; an id that is gone is left out.
    `find(session, words)` gives the ids of the things whose name or number has these words, at most a few hundred.
    The caller has asked its own policy; neither looks at who reads.
    """

    kind: str
    names: Callable[[Any, Sequence[UUID]], Mapping[UUID, Named]]
    find: Callable[[Any, str], Sequence[UUID]]


MOST_FOUND = 200
"""Ids a search by words gives at most."""
