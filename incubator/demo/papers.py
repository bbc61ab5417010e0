"""Small real papers for the demo: certificates and plans as PDF, each saying that it is made up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from incubator.core.dates import official_day
from incubator.ports.typesetting import set_pdf

FOOT = "시연용으로 지어낸 문서입니다. 실제 기업이나 기관과 관계가 없습니다."


def paper(
    title: str,
    *,
    on: date,
    rows: Sequence[tuple[str, str]],
    sections: Sequence[tuple[str, str]] = (),
    number: str = "",
) -> BytesIO:
    """A PDF with a table of facts and sections of text, dated `on`."""
    values = {
        "title": title,
        "number": number or f"{title} {official_day(on)}",
        "issued_on": [on.year, on.month, on.day],
        "rows": [list(row) for row in rows],
        "sections": [list(section) for section in sections],
        "foot": FOOT,
    }
    return BytesIO(set_pdf("enclosure.typ", values))
