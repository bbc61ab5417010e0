"""Rounding that says its name: half up, once, from exact values; and one spelling of a number for records."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

LONG_PLACES = 10
"""Places an unrounded value is shown with; what follows is cut off, not rounded."""


def in_units(value: Decimal | Fraction, scale: int) -> tuple[int, int]:
    """The value in units of 10^-scale, cut off toward nought, and twice the rest compared with one (-1, 0, 1)."""
    scaled = abs(Fraction(value)) * 10**scale
    whole = scaled.numerator // scaled.denominator
    rest = 2 * (scaled - whole)
    return whole, (rest > 1) - (rest < 1)


def half_up(value: Decimal | Fraction, scale: int) -> Decimal:
    """Rounded once: 84.125 → 84.13, where banker's rounding and binary fractions give 84.12."""
    whole, beyond = in_units(value, scale)
    units = whole + (beyond >= 0)
    return Decimal(-units if value < 0 else units).scaleb(-scale)


def cut_off(value: Decimal | Fraction) -> Decimal:
    """For reading: at most ten places, without noughts at the end."""
    whole, _ = in_units(value, LONG_PLACES)
    return tidy(Decimal(-whole if value < 0 else whole).scaleb(-LONG_PLACES))


def tidy(value: Decimal) -> Decimal:
    """One spelling of a number, so that `84.50` and `84.5` leave the same record."""
    whole = value.to_integral_value(ROUND_HALF_UP)
    return whole.quantize(Decimal(1)) + 0 if value == whole else value.normalize()
