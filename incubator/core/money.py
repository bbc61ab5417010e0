"""Whole won.  No fraction, no float, no rounding that does not say its name."""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from typing import NewType

Won = NewType("Won", int)
MOST_WON = 10**15
"""The largest amount a column takes (CHECK bound); a thousand trillion won."""

_PLAIN = re.compile(r"\d{1,3}(,\d{3}){1,5}|\d{1,16}", re.ASCII)


def parse_won(raw: str) -> Won:
    """Read `1,234,000`, `1234000` or full-width digits, with an optional `원`.

    Raises ValueError for anything else: signs, fractions, misplaced commas, exponents, amounts above `MOST_WON`.
    """
    plain = unicodedata.normalize("NFKC", raw).strip().removesuffix("원").strip()
    if not _PLAIN.fullmatch(plain):
        raise ValueError("not whole won")
    amount = int(plain.replace(",", ""))
    if amount > MOST_WON:
        raise ValueError("more than the largest amount")
    return Won(amount)


def eok_text(amount: int) -> str:
    """`16.5억 원`: one place, half up (Babel rounds half to even and is wrong here)."""
    tenths = (Decimal(amount) / 100_000_000).quantize(Decimal("0.1"), ROUND_HALF_UP)
    shown = f"{tenths:,}".removesuffix(".0")
    return f"{shown}억 원"
