"""What people type: one spelling of it, and what may not be in it.

Every floor uses these: forms for a friendly answer, use cases because a form is not the only way in (quality.md IN-08).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from incubator.core.text import Text, text

RESIDENT_NUMBER = text("주민등록번호로 보이는 숫자가 있습니다. 센터는 주민등록번호를 받지 않으니 지우고 적어 주세요.")
SUBSTITUTE = "\x1a"
"""Stands where a sign could not be taken over (ISO 6429): NUL or half a surrogate pair.  A control character itself."""
STRANGE_SIGNS = text("눈에 보이지 않는 제어 문자가 들어 있습니다. 지우고 다시 적어 주세요.")
_DIRECTION_MARKS = dict.fromkeys(map(ord, "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
_THIRTEEN = re.compile(r"(?<!\d)(\d{6})[ \t]{0,2}[-‐-―−~.]?[ \t]{0,2}(\d{7})(?!\d)")
_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_CORPORATE_WEIGHTS = (1, 2) * 6
_CORPORATE_KINDS = frozenset({"11", "12", "13", "14", "15", "21", "22"})
"""Digits 5 and 6 of a 법인등록번호: kinds of companies and of non-profit bodies."""
_CENTURIES = {"1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000, "8": 2000}


def one_spelling(raw: str | None) -> str:
    """NFC, without outer spaces and without invisible direction marks; line ends are plain line feeds."""
    plain = unicodedata.normalize("NFC", raw or "").replace("\r\n", "\n").replace("\r", "\n")
    return plain.translate(_DIRECTION_MARKS).strip()


def has_strange_characters(value: str, *, lines: bool = False) -> bool:
    """Control characters and lone surrogates; a line end counts unless `lines`, a tab never does with `lines`."""
    allowed = "\n\t" if lines else ""
    return any(unicodedata.category(char) in ("Cc", "Cs") and char not in allowed for char in value)


def has_resident_number(value: str) -> bool:
    """Whether a 주민등록번호 (or a foreigner's number) seems to be in the text (개인정보 보호법 제24조의2).

    Six digits of a birthday and seven more that begin with 1–8.  A 법인등록번호 looks alike: it is let through when its
    own check digit fits and the resident number's does not.  Numbers issued since 2020-10 have no check digit, so a
    wrong one excuses nothing else.
    """
    plain = unicodedata.normalize("NFKC", value)
    return any(_looks_resident(found.group(1) + found.group(2)) for found in _THIRTEEN.finditer(plain))


def _looks_resident(digits: str) -> bool:
    century = _CENTURIES.get(digits[6])
    if not digits.isascii() or century is None:
        return False
    try:
        date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return False
    return _resident_check_fits(digits) or not (digits[4:6] in _CORPORATE_KINDS and corporate_check_fits(digits))


def _resident_check_fits(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits[:12], _RESIDENT_WEIGHTS, strict=True))
    return (11 - total % 11) % 10 == int(digits[12])


def corporate_check_fits(digits: str) -> bool:
    """Weights 1, 2 in turn over twelve digits of a 법인등록번호 (domain.md §8); newer numbers need not follow it."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:12], _CORPORATE_WEIGHTS, strict=True))
    return (10 - total % 10) % 10 == int(digits[12])


def problem_of(value: str, *, most: int, lines: bool = False) -> Text | None:
    """What is wrong with a typed text, as a sentence for the person; None when nothing is.  `most` in characters."""
    if has_strange_characters(value, lines=lines):
        return STRANGE_SIGNS
    if len(value) > most:
        return text("%(most)s자까지 적을 수 있습니다. 지금은 %(count)s자입니다.", most=most, count=len(value))
    if has_resident_number(value):
        return RESIDENT_NUMBER
    return None
