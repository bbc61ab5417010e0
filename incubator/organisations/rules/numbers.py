"""Numbers a company is known by (domain.md §8)."""

from __future__ import annotations

import re
import unicodedata

from incubator.core.phones import format_phone, phone_digits, phone_is_valid
from incubator.core.typed import corporate_check_fits
from incubator.organisations.rules.kinds import OrganisationKind

__all__ = [
    "brn_is_valid", "brn_suggests", "corporate_no_is_valid", "digits_of", "format_brn", "format_corporate_no",
    "format_phone", "is_five_digits", "phone_digits", "phone_is_valid",
]  # fmt: skip

_BRN_WEIGHTS = (1, 3, 7, 1, 3, 7, 1, 3, 5)
_BRN_DIGITS = 10
_CORPORATE_DIGITS = 13
_SEPARATORS = re.compile(r"[\s\-‐-―−.~]+")
_CORPORATION_CODES = frozenset({81, 82, 84, 85, 86, 87, 88})
_PERSON_CODES = frozenset({*range(1, 80), *range(90, 100)})


def digits_of(raw: str) -> str:
    """Digits of a number as typed: full-width digits, hyphens and spaces are understood.

    Other characters stay in, so that a check refuses them instead of guessing.
    """
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", raw))


def _is_digits(value: str, length: int) -> bool:
    return len(value) == length and value.isascii() and value.isdigit()


def brn_is_valid(raw: str) -> bool:
    """Ten digits whose last one checks the others (weights 1,3,7,1,3,7,1,3,5 and the carry of the ninth)."""
    digits = digits_of(raw)
    if not _is_digits(digits, _BRN_DIGITS):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _BRN_WEIGHTS, strict=False))
    total += int(digits[8]) * 5 // 10
    return (10 - total % 10) % 10 == int(digits[9])


def brn_suggests(raw: str) -> OrganisationKind | None:
    """The kind that the two middle digits stand for; None when they do not tell."""
    digits = digits_of(raw)
    if not _is_digits(digits, _BRN_DIGITS):
        return None
    code = int(digits[3:5])
    if code in _CORPORATION_CODES:
        return OrganisationKind.CORPORATION
    return OrganisationKind.SOLE_TRADER if code in _PERSON_CODES else None


def corporate_no_is_valid(raw: str) -> bool:
    """Thirteen digits with a fitting check digit.  Newer numbers may not follow it: warn, never block."""
    digits = digits_of(raw)
    return _is_digits(digits, _CORPORATE_DIGITS) and corporate_check_fits(digits)


def format_brn(brn: str | None) -> str:
    """`0008100125` → `000-81-00125`; anything else as it is."""
    digits = digits_of(brn or "")
    return f"{digits[:3]}-{digits[3:5]}-{digits[5:]}" if _is_digits(digits, _BRN_DIGITS) else digits


def format_corporate_no(number: str | None) -> str:
    """`0000110000126` → `000011-0000126`; anything else as it is."""
    digits = digits_of(number or "")
    return f"{digits[:6]}-{digits[6:]}" if _is_digits(digits, _CORPORATE_DIGITS) else digits


def is_five_digits(raw: str) -> bool:
    """Shape of a postcode."""
    return _is_digits(digits_of(raw), 5)
