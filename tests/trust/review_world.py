"""What evaluation brings into the trust world, one part for each room of the slice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from tests.factories.applications import World
from tests.trust import review_after
from tests.trust.review_results import lay_out_results

Apply = Callable[[str], World]
"""Starts an application of the company to the round of that name."""
Part = Callable[[dict[str, Any], dict[str, UUID], Apply], None]
THINGS: Mapping[str, Mapping[str, str]] = {**review_after.THINGS}
"""Which thing stands for a parameter at a door of evaluation."""
PARTS: tuple[Part, ...] = (lay_out_results, review_after.seat_what_follows)
"""In the order in which things come about: people, sheets, results, what follows."""


def seat_the_panels(things: dict[str, Any], people: dict[str, UUID], apply: Apply) -> None:
    for part in PARTS:
        part(things, people, apply)
