"""What the readers share: the bound on the text, the answer, and what they say when there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from incubator.core.text import Text, text

MOST_LETTERS = 60_000
"""Three plans of fifteen pages.  What comes after is not compared, and the page that shows passages says so."""
LEAST_LETTERS = 30
"""A file with fewer letters is a picture of text, not text."""
MOST_XML = 30_000_000


class Reading(StrEnum):
    """What became of reading a file's text."""

    READ = "text_read"
    CUT = "text_cut"
    NO_TEXT = "text_missing"
    CLOSED = "text_closed"
    FAILED = "text_failed"


LABELS: dict[StrEnum, Text] = {
    Reading.READ: text("글을 읽음"),
    Reading.CUT: text("앞부분만 읽음"),
    Reading.NO_TEXT: text("글이 없는 그림(스캔한 문서)"),
    Reading.CLOSED: text("배포용으로 잠긴 문서"),
    Reading.FAILED: text("글을 꺼내지 못함"),
}
HAS_TEXT = frozenset({Reading.READ, Reading.CUT})


class ClosedError(Exception):
    """The document keeps its text to itself."""


def answered(lines_of: Callable[[Path], Iterator[str]], source: Path, target: Path) -> dict[str, Any]:
    """`{"reading": …}`; the text is written to `target` as UTF-8 when there is any."""
    try:
        words, is_cut = bounded(lines_of(source))
    except ClosedError:
        return {"reading": Reading.CLOSED.value}
    except Exception:  # noqa: BLE001 (readers raise whatever a broken file makes Python raise)
        return {"reading": Reading.FAILED.value}
    if sum(map(str.isalnum, words)) < LEAST_LETTERS:
        return {"reading": Reading.NO_TEXT.value}
    target.write_text(words, encoding="utf-8")
    return {"reading": (Reading.CUT if is_cut else Reading.READ).value}


def bounded(lines: Iterable[str]) -> tuple[str, bool]:
    """Lines joined until the bound is reached, and whether anything was left out.  No NUL, no lone surrogate."""
    kept: list[str] = []
    left = MOST_LETTERS
    for line in lines:
        clean = line.replace("\0", "").encode("utf-8", "ignore").decode().strip()
        if not clean:
            continue
        if len(clean) >= left:
            kept.append(clean[:left])
            return "\n".join(kept), True
        kept.append(clean)
        left -= len(clean) + 1
    return "\n".join(kept), False
