"""The conditions of a round for whoever sets them: in words, with what clashes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from incubator.core.text import Text
from incubator.programs.models import Round
from incubator.programs.rules.eligibility import describe, load_rules


@dataclass(frozen=True)
class RuleShown:
    """One condition: `kind` as stored, `words` as the call prints them."""

    key: str
    kind: str
    words: Text
    is_first: bool
    is_last: bool


def rules_shown(found: Round, now: datetime) -> tuple[RuleShown, ...]:
    """In the order of the call."""
    rules = load_rules(found.eligibility)
    dates = found.reference_dates(now)
    return tuple(
        RuleShown(rule.key, rule.kind, describe(rule, dates), place == 0, place == len(rules) - 1)
        for place, rule in enumerate(rules)
    )
