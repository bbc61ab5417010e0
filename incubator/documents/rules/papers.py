"""Codes and hashes of papers, and what a typeface can print."""

from __future__ import annotations

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Any

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without 0 O, 1 I L and U: nothing that is misread on paper or heard wrong on the telephone."""
CODE_LETTERS = 12
GROUP = 4


def new_code() -> str:
    """59 bits of chance, bare: `ABCDEFGHJKMN`."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LETTERS))


def grouped(code: str) -> str:
    """`ABCD-EFGH-JKMN`, as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def read_code(raw: str) -> str | None:
    """What a person typed, in any spelling of case, width, spaces and hyphens; None when it cannot be a code."""
    plain = unicodedata.normalize("NFKC", raw[:100]).upper()
    bare = "".join(char for char in plain if char.isalnum())
    return bare if len(bare) == CODE_LETTERS and all(char in ALPHABET for char in bare) else None


def canonical(content: Mapping[str, Any]) -> bytes:
    """One spelling of the JSON: sorted keys, no spaces, UTF-8, NFC.  Raises ValueError for NaN."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return unicodedata.normalize("NFC", plain).encode()


def content_hash(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(content)).hexdigest()
