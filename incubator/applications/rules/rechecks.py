"""What differs between two answers of the eligibility engine.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from incubator.programs.rules.eligibility import Finding
from incubator.programs.rules.kinds import Outcome

Stored = Mapping[str, Any]


def outcome_then(stored: Iterable[Stored]) -> Outcome:
    """All stored findings together, as `outcome_of` judges fresh ones."""
    found = {Outcome(row["outcome"]) for row in stored}
    if Outcome.FAIL in found:
        return Outcome.FAIL
    return Outcome.UNKNOWN if Outcome.UNKNOWN in found else Outcome.PASS


def differences(stored: Iterable[Stored], fresh: Iterable[Finding]) -> list[dict[str, Any]]:
    """Conditions answered otherwise than at submission; one that is new then counted as unknown."""
    before = {row["rule"]: row["outcome"] for row in stored}
    return [
        {
            "rule": finding.rule_key,
            "condition": finding.rule.payload(),
            "before": before.get(finding.rule_key, str(Outcome.UNKNOWN)),
            "after": str(finding.outcome),
            "reason": finding.reason.payload(),
        }
        for finding in fresh
        if before.get(finding.rule_key, str(Outcome.UNKNOWN)) != str(finding.outcome)
    ]
