"""Stored answers, one JSON shape for each kind of question.

| kind | stored as |
| --- | --- |
| short_text, long_text | text in NFC |
| number | decimal text, `"12.5"` |
| won | whole number |
| date | `"2016-04-20"` |
| choice | key of the option |
| multi_choice | keys in the order of the options |
| table | `[{column key: value}]`, without empty rows and cells |
| file | `[{"file_id", "name", "size", "sha256", "kind", "pages"}]` |

What was typed but cannot be read is kept as it is, `{"raw": "…"}` (`{"raw": ["…"]}` for several), so that nothing typed
is ever lost.  An empty answer is `None` and is not stored.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any as Plain
from typing import TypeGuard

RAW = "raw"
Answers = Mapping[str, Plain]


def unread(typed: str | list[str]) -> dict[str, Plain]:
    """The stored form of what could not be read."""
    return {RAW: typed}


def is_unread(value: Plain) -> TypeGuard[dict[str, Plain]]:
    return isinstance(value, dict) and set(value) == {RAW}


def is_empty(value: Plain) -> bool:
    return value is None or value in ("", [], {})
