"""The scoring desk: what was typed, how long was read, what a blind page keeps back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

HIDDEN = "○○○"
LONGEST_REASON = 1000
LONGEST_COMMENT = 4000
LEAST_NAME = 2
"""A shorter word would be blotted out everywhere."""


@dataclass(frozen=True)
class TypedSheet:
    """A sheet as it was sent, by criterion: points as typed, reasons, and reasons for standing apart from the others."""

    points: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    deviations: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""


def seconds_read(until: datetime | None, now: datetime, most: int) -> int:
    """Seconds since the last sign of reading, `most` at most: who goes away does not go on reading."""
    if until is None or now <= until:
        return 0
    return min(int((now - until).total_seconds()), most)


def blotted(value: Any, names: Collection[str]) -> Any:
    """The same answers with these names replaced, the longest first, however deep they stand.

    A line that names nobody of them comes back as it was.
    """
    known = sorted({name for name in names if len(name) >= LEAST_NAME}, key=lambda name: (-len(name), name))
    return _blotted(value, known)


def _blotted(value: Any, names: list[str]) -> Any:
    if isinstance(value, str):
        for name in names:
            value = value.replace(name, HIDDEN)
        return value
    if isinstance(value, Mapping):
        return {key: _blotted(inner, names) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_blotted(inner, names) for inner in value]
    return value


def bare_names(name: str) -> tuple[str, ...]:
    """A company's name, and the name without its legal form: (주)바다정보 is also called 바다정보."""
    plain = name
    for form in ("주식회사", "(주)", "㈜", "유한회사", "(유)"):
        plain = plain.replace(form, "")
    return tuple(dict.fromkeys((name, plain.strip())))


def blind_file_name(no: int, name: str) -> str:
    """`첨부 1.pdf`: the kind of the file and nothing of its name."""
    stem, dot, ending = name.rpartition(".")
    return f"첨부 {no}.{ending.lower()}" if dot and stem and ending.isascii() and ending.isalnum() else f"첨부 {no}"


def has_quorum(present: int, appointed: int, thirds: int) -> bool:
    """Whether `thirds` thirds of those appointed are there, exactly that many included; nobody is no quorum."""
    return present > 0 and present * 3 >= appointed * thirds
