"""The computation sheet on paper (Typst) and in the workbook: the rows of the page and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from incubator.core.dates import in_kst, official_moment
from incubator.core.text import text
from incubator.documents.rules import printable
from incubator.ports import typesetting
from incubator.ports.spreadsheets import Column, Sheet
from incubator.reviews.pages.computation import ComputationPage, SheetShown
from incubator.reviews.pages.sheet_rows import SheetRow
from incubator.web.i18n import tr


def columns() -> tuple[Column, ...]:
    """Scores are text cells: what is printed decides, and a spreadsheet rounds in its own way."""
    return (
        Column(tr(text("부문")), 18),
        Column(tr(text("순위")), 6, is_number=True),
        Column(tr(text("접수번호")), 22),
        Column(tr(text("신청자")), 26),
        Column(tr(text("위원별 총점(괄호는 뺀 점수)")), 40),
        Column(tr(text("셈에서 빠진 위원")), 26),
        Column(tr(text("평가표 수")), 9, is_number=True),
        Column(tr(text("평균")), 10),
        Column(tr(text("가점")), 8),
        Column(tr(text("최종 점수")), 10),
        Column(tr(text("판정")), 14),
    )


def totals_words(row: SheetRow) -> str:
    """`1) 82, 2) (79)`: in brackets what was dropped."""
    return ", ".join(
        f"{one.seat}) ({one.points})" if one.is_dropped else f"{one.seat}) {one.points}" for one in row.totals
    )


def left_words(row: SheetRow) -> str:
    return ", ".join(tr(one) for one in row.left)


def workbook(page: ComputationPage, shown: SheetShown, by: str, now: datetime) -> Sheet:
    """Which sheet, its fingerprint, who has signed and when it was taken out stand above the table."""
    return Sheet(
        tr(text("집계표")), _title(page, shown), _notes(shown, by, now), columns(), _workbook_rows(shown)
    )  # fmt: skip


def _title(page: ComputationPage, shown: SheetShown) -> str:
    return tr(
        text("%(round)s %(stage)s 집계표 제%(no)s호", round=page.round_title, stage=page.stage_label, no=shown.no)
    )


def _notes(shown: SheetShown, by: str, now: datetime) -> tuple[str, ...]:
    signed = sum(one.signed_at is not None for one in shown.signers)
    at = official_moment(shown.computed_at)
    return (
        tr(text("집계 %(at)s, %(name)s", at=at, name=shown.computed_by)),
        tr(text("SHA-256: %(sha256)s", sha256=shown.sha256)),
        tr(text("서명: %(signed)s/%(all)s명", signed=signed, all=len(shown.signers))),
        tr(text("내려받음: %(now)s, %(name)s", now=official_moment(now), name=by)),
        *(tr(rule) for rule in shown.rules),
    )


def _workbook_rows(shown: SheetShown) -> Iterator[tuple[str | int | None, ...]]:
    for pool in shown.pools:
        for row in pool.rows:
            yield (
                pool.title, row.rank, row.receipt_no, row.name, totals_words(row), left_words(row), row.n, row.mean,
                row.bonus, row.final, tr(row.standing),
            )  # fmt: skip


def paper(page: ComputationPage, shown: SheetShown, by: str, now: datetime) -> bytes:
    """The sheet as PDF (A4 landscape), with a line for the signature of each who is to sign."""
    words, replaced = printable(_paper_values(page, shown, by, now), typesetting.can_draw)
    day = in_kst(now)
    return typesetting.set_pdf(
        "computation.typ", {**words, "replaced": replaced, "issued_on": [day.year, day.month, day.day]}
    )


def _paper_values(page: ComputationPage, shown: SheetShown, by: str, now: datetime) -> dict[str, Any]:
    return {
        "number": shown.sha256[:12],
        "title": _title(page, shown),
        "notes": list(_notes(shown, by, now)),
        "pools": [
            {
                "title": pool.title,
                "rows": [
                    [
                        str(row.rank or "–"), row.receipt_no, row.name, totals_words(row), left_words(row), row.mean,
                        row.bonus, row.final, tr(row.standing),
                    ]
                    for row in pool.rows
                ],
            }
            for pool in shown.pools
        ],
        "signers": [
            [tr(one.label), one.name, official_moment(one.signed_at) if one.signed_at else ""] for one in shown.signers
        ],
    }  # fmt: skip
