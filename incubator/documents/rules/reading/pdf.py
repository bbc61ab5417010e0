"""The text layer of a PDF, page by page.  A scanned page has none."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pypdf import PdfReader

from incubator.documents.rules.reading.gathering import answered

MOST_PAGES = 200


def answer(source: Path, target: Path) -> dict[str, Any]:
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)
    return answered(_lines, source, target)


def _lines(source: Path) -> Iterator[str]:
    with source.open("rb") as opened:
        for page in PdfReader(opened, strict=False).pages[:MOST_PAGES]:
            yield from page.extract_text().splitlines()
