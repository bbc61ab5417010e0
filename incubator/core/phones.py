"""Korean telephone numbers: digits are stored, hyphens are shown (domain.md §7-20).

Forms: 010-1234-5678, 02-123-4567, 055-123-4567, 070-1234-5678, 0505-123-4567, and numbers without an area code such as
1522-4755.
"""

from __future__ import annotations

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s().\-‐-―−~]+")
_ABROAD = re.compile(r"\+82(?:0)?")
_FORMS = (
    re.compile(r"(1[5-9]\d{2})(\d{4})"),  # 15xx, 16xx, 18xx: the whole country
    re.compile(r"(02)(\d{3,4})(\d{4})"),
    re.compile(r"(050\d)(\d{3,4})(\d{4})"),
    re.compile(r"(01[016789])(\d{3,4})(\d{4})"),
    re.compile(r"(0[3-6][1-5])(\d{3,4})(\d{4})"),
    re.compile(r"(0[78]0)(\d{3,4})(\d{4})"),
)


def phone_digits(raw: str) -> str:
    """The digits of a number as typed: full-width digits, hyphens, dots, spaces and `+82` are understood.

    Anything else stays in, so that `phone_is_valid` can refuse it.
    """
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", raw).strip())
    return _ABROAD.sub("0", plain, count=1) if plain.startswith("+82") else plain


def phone_parts(raw: str) -> tuple[str, ...]:
    """The groups between the hyphens; one group when the form is not known."""
    digits = phone_digits(raw)
    if not digits.isascii():
        return (digits,)
    found = next((match for form in _FORMS if (match := form.fullmatch(digits))), None)
    return tuple(found.groups()) if found else (digits,)


def phone_is_valid(raw: str) -> bool:
    return len(phone_parts(raw)) > 1


def format_phone(raw: str) -> str:
    """`0551234567` → `055-123-4567`; an unknown form is given back as its digits."""
    return "-".join(phone_parts(raw))
