"""Writes workbooks that cannot bite: every cell is text or a plain number, nothing is a live formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
GUARD = "'"
LONGEST_CELL = 32_000
WIDEST = 60


@dataclass(frozen=True)
class Column:
    """A heading and its width in characters; `is_number` right-aligns and keeps whole numbers countable."""

    heading: str
    width: int = 16
    is_number: bool = False


@dataclass(frozen=True)
class Sheet:
    """A title, lines of notes (기준일, 작성자, 조건) and a table under a frozen header."""

    name: str
    title: str
    notes: Sequence[str]
    columns: Sequence[Column]
    rows: Iterable[Sequence[str | int | None]]


def guarded(value: str) -> str:
    """The text with a sign before it when a spreadsheet could read it as a formula; the rest stays recoverable."""
    plain = value[:LONGEST_CELL]
    return GUARD + plain if plain.startswith(GUARDED) else plain


def write_workbook(path: Path, sheet: Sheet) -> int:
    """Write the file row by row in constant memory; returns the number of rows."""
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    )
    try:
        return _write(book, sheet)
    finally:
        book.close()


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> int:
    bold, head = book.add_format({"bold": True, "font_size": 14}), book.add_format({"bold": True, "bottom": 1})
    wrapped, amount = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"num_format": "#,##0"})
    page = book.add_worksheet(sheet.name[:31])
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, min(column.width, WIDEST))
    page.write_string(0, 0, guarded(sheet.title), bold)
    for number, note in enumerate(sheet.notes, start=1):
        page.write_string(number, 0, guarded(note))
    top = len(sheet.notes) + 2
    for number, column in enumerate(sheet.columns):
        page.write_string(top, number, guarded(column.heading), head)
    page.freeze_panes(top + 1, 0)
    page.repeat_rows(top)
    written = 0
    for written, row in enumerate(sheet.rows, start=1):
        for number, value in enumerate(row):
            if isinstance(value, int) and sheet.columns[number].is_number:
                page.write_number(top + written, number, value, amount)
            elif value is not None:
                page.write_string(top + written, number, guarded(str(value)), wrapped)
    return written
