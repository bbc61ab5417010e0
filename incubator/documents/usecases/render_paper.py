"""Print an issued paper from its stored content."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

import segno

from incubator.core.dates import in_kst
from incubator.core.errors import Unavailable
from incubator.core.text import text
from incubator.db.session import session_now
from incubator.documents import queries, rules
from incubator.documents.models import IssuedPaper
from incubator.documents.rules import Receipt
from incubator.documents.workflow import PaperState
from incubator.ports import typesetting


def render_paper(*, paper_id: UUID) -> bytes:
    """The PDF (A4, PDF/A-2b), the same bytes' worth of words at any later time.

    A letter that no typeface draws becomes □, and the paper says so.  Raises NotFound, and Unavailable when the stored
    content no longer has the hash it was issued with.
    """
    paper = queries.get_paper(session_now(), paper_id)
    if rules.content_hash(paper.content) != paper.sha256:
        raise Unavailable(
            text("보관된 문서의 내용이 발급할 때와 달라 내드릴 수 없습니다."),
            how=text("운영자에게 문의해 주세요."),
        )
    return typesetting.set_pdf(f"{paper.kind}.typ", print_values(paper))


def print_values(paper: IssuedPaper) -> dict[str, Any]:
    """What the template receives: plain words, the verification address and its QR drawing (SVG)."""
    address = f"{typesetting.base_url()}/verify/{rules.grouped(paper.code)}"
    words, replaced = rules.printable(Receipt.from_content(paper.content).printed(), typesetting.can_draw)
    day = in_kst(paper.issued_at)
    return {
        **words,
        "replaced": replaced,
        "in_force": paper.state is PaperState.ISSUED,
        "code": rules.grouped(paper.code),
        "address": address,
        "qr": _qr(address),
        "issued_on": [day.year, day.month, day.day],
    }


def _qr(address: str) -> str:
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", border=0, xmldecl=False, svgns=True)
    return drawing.getvalue().decode()
