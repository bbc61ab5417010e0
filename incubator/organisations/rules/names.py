"""One key for the many spellings of a company's name (domain.md §7-83, §8)."""

from __future__ import annotations

import re
import unicodedata

_WORDS = (
    "농업회사법인", "어업회사법인", "영농조합법인", "영어조합법인", "유한책임회사", "주식회사", "유한회사",
    "합자회사", "합명회사", "사단법인", "재단법인", "사회적협동조합", "협동조합",
)  # fmt: skip
_SHORT = re.compile(r"\(\s*(?:주|유|유한|합|자|사|재|농|영농|사협|협)\s*\)")
_ENGLISH = re.compile(r"[\s,.]+(?:co\.?,?\s*ltd|corporation|company|corp|inc|ltd|llc|co)\.?$")
_KEPT = "&+"


def _plain(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def _without_legal_form(plain: str) -> str:
    plain = _SHORT.sub(" ", plain).strip()
    before = None
    while before != plain:
        before = plain
        for word in _WORDS:
            plain = plain.removeprefix(word).removesuffix(word).strip()
    shorter = _ENGLISH.sub("", plain).strip()
    return shorter or plain


def _letters(plain: str) -> str:
    """Letters, digits and signs that tell names apart; spaces and punctuation do not."""
    kept = (char for char in plain if char in _KEPT or unicodedata.category(char)[0] in "LNMS")
    return unicodedata.normalize("NFC", "".join(kept))


def company_name_key(name: str) -> str:
    """`㈜ 가 나`, `주식회사 가나`, `가나(주)` give one key.  Never empty for a name with any visible character."""
    plain = _plain(name)
    return _letters(_without_legal_form(plain)) or _letters(plain) or plain


def search_key(words: str) -> str:
    """How a search text is compared with stored keys: like a company name, and digits without their hyphens."""
    return company_name_key(words)
