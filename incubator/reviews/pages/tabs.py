"""The tabs of a round's evaluation; each room of the slice has its line."""

from __future__ import annotations

from uuid import UUID

from flask import url_for

from incubator.core.text import Text, text

TABS: tuple[tuple[str, Text], ...] = (
    ("reviews.panels", text("평가위원회")),
    ("reviews.results", text("집계와 결과")),
    ("reviews.decision", text("선정과 발표")),
    ("reviews.waiting", text("예비와 선정 변경")),
    ("reviews.objections", text("이의신청")),
)
"""Endpoints that take a round, and what they are called."""


def tabs_of(round_id: UUID, current: str) -> tuple[dict[str, object], ...]:
    """For `components/tabs`; `current` is the endpoint in hand."""
    return tuple(
        {"label": label, "url": url_for(endpoint, round_id=round_id), "current": endpoint == current}
        for endpoint, label in TABS
    )
