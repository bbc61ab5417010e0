"""The timeline of a company, told by the slices: each names what of a company it knows and which facts it tells.

The trail holds every fact already, so a slice that joins keeps nothing of its own: it lists the things that belong to a
company, and a sentence for each fact about them.  The composition root hands all chapters to `web.chapters`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from incubator.core.books import Named
from incubator.core.text import Text


@dataclass(frozen=True)
class Told:
    """The sentence for a fact.  Members of the company read it unless `for_staff_only`; the reason likewise."""

    title: Text
    for_staff_only: bool = False
    with_reason: bool = False


@dataclass(frozen=True)
class Holding:
    """Something a company takes part in, as its page lists it."""

    kind: Text
    title: str
    number: str
    state: StrEnum
    url: str
    at: datetime


@dataclass(frozen=True)
class Side:
    """Who reads: a member of the company, or staff, who sees only what his own rights reach."""

    actor: Any
    is_staff: bool


@dataclass(frozen=True)
class Chapter:
    """`kind` is the word of the facts' subject (`application`).

    `things(session, side, organisation_id)`: what of this kind belongs to the company and this side may see, with its
    name and page.  `holdings`, when there is one: the same things as rows.  Both take a fixed number of statements.
    """

    kind: str
    things: Callable[[Any, Side, UUID], Mapping[UUID, Named]]
    sentences: Mapping[str, Told]
    holdings: Callable[[Any, Side, UUID], tuple[Holding, ...]] | None = None
