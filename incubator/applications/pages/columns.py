"""The columns a list of applications can show, on the page and in the workbook."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from incubator.applications.queries import SortKey
from incubator.applications.queries.desk import Marks
from incubator.core.dates import official_moment
from incubator.core.text import Text, text
from incubator.organisations.rules import format_brn, format_phone, region_name
from incubator.web.filters import label
from incubator.web.i18n import tr


@dataclass(frozen=True)
class ListColumn:
    """A heading, the cell of a row (`queries.LISTED`) as text or whole number, its width and how it is sorted."""

    label: Text
    cell: Callable[[Row[Any]], str | int | None]
    sort: SortKey | None = None
    width: int = 16
    is_number: bool = False
    is_usual: bool = False
    mark: Callable[[Marks, UUID], str] | None = None

    def shown(self, row: Row[Any], marks: Marks) -> str | int | None:
        """The cell of an application that bears these marks of the staff."""
        return self.mark(marks, row.id) if self.mark else self.cell(row)


def _nothing(_row: Row[Any]) -> None:
    return None


COLUMNS: Mapping[str, ListColumn] = {
    "receipt": ListColumn(text("접수번호"), lambda row: row.receipt_no, SortKey.RECEIPT, 22, is_usual=True),
    "applicant": ListColumn(text("신청자"), lambda row: row.applicant_name, SortKey.APPLICANT, 26, is_usual=True),
    "project": ListColumn(text("과제명"), lambda row: row.project_title, SortKey.PROJECT, 40, is_usual=True),
    "amount": ListColumn(
        text("신청 금액(원)"), lambda row: row.amount_won, SortKey.AMOUNT, 18, is_number=True, is_usual=True
    ),
    "state": ListColumn(text("상태"), lambda row: label(row.state), width=12, is_usual=True),
    "submitted": ListColumn(
        text("접수 일시"),
        lambda row: official_moment(row.submitted_at, seconds=True) if row.submitted_at else None,
        SortKey.SUBMITTED,
        26,
        is_usual=True,
    ),
    "assignee": ListColumn(
        text("맡은 사람"), _nothing, width=14, is_usual=True, mark=lambda marks, key: marks.assignees.get(key, "")
    ),
    "tags": ListColumn(
        text("꼬리표"), _nothing, width=24, is_usual=True, mark=lambda marks, key: ", ".join(marks.tags.get(key, ()))
    ),
    "division": ListColumn(
        text("부문"), _nothing, width=20, is_usual=False, mark=lambda marks, key: marks.divisions.get(key, "")
    ),
    "version": ListColumn(text("판"), lambda row: row.version_no or None, width=6, is_number=True),
    "kind": ListColumn(text("신청자 유형"), lambda row: label(row.applicant_kind), width=14),
    "brn": ListColumn(text("사업자등록번호"), lambda row: format_brn(row.brn) if row.brn else None, width=16),
    "representative": ListColumn(text("대표자"), lambda row: row.representative_name, width=14),
    "region": ListColumn(text("소재지"), lambda row: tr(region_name(row.applicant_region)), width=14),
    "phone": ListColumn(text("전화"), lambda row: format_phone(row.phone) if row.phone else None, width=16),
    "email": ListColumn(text("전자우편"), lambda row: row.email or None, width=28),
    "started": ListColumn(text("작성 시작"), lambda row: official_moment(row.created_at), SortKey.STARTED, 24),
}
MARKED = frozenset(key for key, column in COLUMNS.items() if column.mark)
USUAL = tuple(key for key, column in COLUMNS.items() if column.is_usual)


def chosen_columns(keys: list[str]) -> tuple[str, ...]:
    """The wanted columns in their own order; the usual ones when none is named.  Unknown names are left out."""
    wanted = tuple(key for key in COLUMNS if key in keys)
    return wanted or USUAL


@cache
def offered_columns(_locale: str) -> tuple[tuple[str, str], ...]:
    """Keys and headings of all columns, in the language of the reader."""
    return tuple((key, tr(column.label)) for key, column in COLUMNS.items())
