"""What a policy number is."""

from __future__ import annotations

from dataclasses import dataclass

from incubator.core.text import Text


@dataclass(frozen=True)
class ParameterRule:
    """A whole number with its unit, the source of the rule and the bounds inside which it may be set."""

    key: str
    label: Text
    unit: Text
    source: Text
    default: int
    least: int
    most: int
