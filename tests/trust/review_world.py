"""What evaluation brings into the trust world, one part for each room of the slice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from tests.factories.applications import World
from tests.trust.review_results import lay_out_results

Apply = Callable[[str], World]
"""Starts an application of the company to the round of that name."""
Part = Callable[[dict[str, Any], dict[str, UUID], Apply], None]
PARTS: tuple[Part, ...] = (lay_out_results,)
"""In the order in which things come about: people, sheets, results, what follows."""


def seat_the_panels(things: dict[str, Any], people: dict[str, UUID], apply: Apply) -> None:
    for part in PARTS:
        part(things, people, apply)
