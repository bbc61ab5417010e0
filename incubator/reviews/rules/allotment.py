"""The question put to the solver of `matching` for one panel, and what came out, as plain values to be kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

Pair = tuple[UUID, UUID]
"""(application, appointment)."""
MOST_SEED = 999_999
MOST_BALANCE = 1_000_000
BALANCED = 20_000
"""Points a further case of one reviewer costs: a fiftieth of a perfect pair."""


@dataclass(frozen=True)
class Wish:
    """What the secretary asks for.  `demand`: reviewers for each application; `most`: applications for one reviewer."""

    demand: int
    most: int
    seed: int
    balanced: bool = True
    forced: frozenset[Pair] = frozenset()
    forbidden: frozenset[Pair] = frozenset()
    repair: bool = False

    def payload(self) -> dict[str, Any]:
        return {
            "demand": self.demand,
            "most": self.most,
            "balanced": self.balanced,
            "forced": pairs_payload(self.forced),
            "forbidden": pairs_payload(self.forbidden),
            "repair": self.repair,
        }


def pairs_payload(pairs: Collection[Pair]) -> list[list[str]]:
    return sorted([str(application), str(appointment)] for application, appointment in pairs)


def pairs_from(rows: Collection[Collection[str]]) -> frozenset[Pair]:
    return frozenset((UUID(application), UUID(appointment)) for application, appointment in rows)


def state_of_things(
    free: Collection[Pair], taken: Collection[Pair], begun: Collection[Pair], facts: Mapping[str, Any]
) -> str:
    """A fingerprint of what a run was made from; another one now means that something has changed since."""
    plain = {
        "free": pairs_payload(free),
        "taken": pairs_payload(taken),
        "begun": pairs_payload(begun),
        "facts": dict(facts),
    }
    return hashlib.sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
