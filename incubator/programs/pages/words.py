"""A text in the reader's language where there is one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """`lang` is set when the words are another language's than the reader's."""

    words: str
    lang: str | None = None


def worded(korean: str, english: str, locale: str) -> Words:
    if locale == "en":
        return Words(english) if english else Words(korean, "ko")
    return Words(korean)
