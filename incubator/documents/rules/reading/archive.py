"""DOCX, PPTX and HWPX: the words of their paragraphs in the order of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from incubator.documents.rules.inspection.archive import read_xml
from incubator.documents.rules.inspection.zipped import read_entries
from incubator.documents.rules.reading.gathering import MOST_XML, answered

_PARTS = re.compile(r"word/document\.xml|ppt/slides/slide(\d+)\.xml|Contents/section(\d+)\.xml")
"""Main document, slides, sections: what a reader turns the pages of."""
PARAGRAPH, WORDS = "}p", "}t"


def answer(source: Path, target: Path) -> dict[str, Any]:
    return answered(_lines, source, target)


def _lines(source: Path) -> Iterator[str]:
    with source.open("rb") as opened:
        parts = {entry.name: entry for entry in read_entries(opened) if _PARTS.fullmatch(entry.name)}
        for name in sorted(parts, key=_number):
            yield from _paragraphs(read_xml(opened, parts[name], most=MOST_XML))


def _number(name: str) -> int:
    found = _PARTS.fullmatch(name)
    return int(found[1] or found[2] or 0) if found else 0


def _paragraphs(root: Any) -> Iterator[str]:
    """Each word stands in the line of its innermost paragraph: cells of a table are paragraphs within one."""
    line: list[str] = []
    for element in root.iter():
        if element.tag.endswith(PARAGRAPH):
            yield "".join(line)
            line = []
        elif element.tag.endswith(WORDS):
            line += element.itertext()
    yield "".join(line)
