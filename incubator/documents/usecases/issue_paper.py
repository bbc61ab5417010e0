"""Issue a paper with a number and a public code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor, by_the_clock
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import rules
from incubator.documents.events import PaperIssued
from incubator.documents.models import IssuedPaper
from incubator.documents.rules import PaperKind


def issue_paper(
    *,
    actor: Actor | None,
    kind: PaperKind,
    number: str,
    title: str,
    holder_masked: str,
    content: Mapping[str, Any],
    subject_kind: str,
    subject_id: UUID,
    now: datetime,
    code: str | None = None,
) -> IssuedPaper:
    """A new paper; joins the caller's unit of work, so number and paper are one commit.

    `title` and `holder_masked` are what everybody who has the code may see.  `content` is JSON of strings and whole
    numbers, from which the paper can be printed at any later time.  `code` is a bare `rules.new_code()` that was shown
    to somebody before.  The database refuses a second paper in force under one kind and number.
    """
    with unit_of_work() as work:
        paper = IssuedPaper(
            kind=kind,
            number=number,
            title=title,
            holder_masked=holder_masked,
            subject_kind=subject_kind,
            subject_id=subject_id,
            issued_by=actor.user_id if actor else None,
        )
        paper.bear(content, code=code or rules.new_code(), at=now)
        work.session.add(paper)
        work.session.flush()
        stamp = actor.stamp(now) if actor else by_the_clock(now)
        work.record(PaperIssued(stamp=stamp, paper_id=paper.id, kind=str(kind), number=number))
    return paper
