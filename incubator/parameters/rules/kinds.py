"""A policy number: between which bounds it may move, how it is typed, which value is in force."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from incubator.core.errors import Invalid
from incubator.core.text import Text, text

LONGEST_WHOLE = 12


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


def check(rule: ParameterRule, value: int) -> int:
    """The value when it is inside its bounds.  Raises Invalid."""
    if not rule.least <= value <= rule.most:
        raise Invalid(
            text(
                "%(label)s: %(least)s에서 %(most)s 사이의 숫자로 적어 주세요.",
                label=rule.label,
                least=rule.least,
                most=rule.most,
            ),
            field="value",
            how=text("근거: %(source)s", source=rule.source),
        )
    return value


def read_whole(raw: str) -> int:
    """A whole number as typed, full-width digits and commas included.  Raises ValueError."""
    plain = unicodedata.normalize("NFKC", raw).replace(",", "").strip()
    if not plain.isascii() or not plain.isdecimal() or len(plain) > LONGEST_WHOLE:
        raise ValueError("not a whole number")
    return int(plain)


def in_force(values: Iterable[tuple[date, int]], on: date, default: int) -> int:
    """Of `(effective_on, value)` the latest one not after `on`; the default before all of them."""
    earlier = [(effective_on, value) for effective_on, value in values if effective_on <= on]
    return max(earlier)[1] if earlier else default
