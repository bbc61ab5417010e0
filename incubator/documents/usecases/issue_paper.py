"""Issue a paper with a number and a public code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor, by_the_clock
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import queries, rules
from incubator.documents.events import PaperIssued, PaperReissued
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
    replaces: UUID | None = None,
    code: str | None = None,
) -> IssuedPaper:
    """A new paper; joins the caller's unit of work, so number and paper are one commit.

    `title` and `holder_masked` are what everybody who has the code may see.  `content` is JSON of strings and whole
    numbers, from which the paper can be printed at any later time.  `replaces` names the paper that held the number
    until now; it is shown as reissued from then on.  `code` is a bare `rules.new_code()` that was shown to somebody
    before the paper was issued.  Raises RuleBroken when that one is about another number.
    """
    stamp = actor.stamp(now) if actor else by_the_clock(now)
    with unit_of_work() as work:
        if replaces:
            former = queries.get_paper_for_change(work.session, replaces)
            if (former.kind, former.number) != (kind, number):
                raise RuleBroken(text("다시 발급하는 문서는 같은 종류, 같은 번호여야 합니다."))
            former.give_way(at=now)
            work.session.flush()
        paper = IssuedPaper(
            kind=kind,
            number=number,
            code=code or rules.new_code(),
            title=title,
            holder_masked=holder_masked,
            content=dict(content),
            sha256=rules.content_hash(content),
            issued_at=now,
            issued_by=actor.user_id if actor else None,
            subject_kind=subject_kind,
            subject_id=subject_id,
            replaced_id=replaces,
        )
        work.session.add(paper)
        work.session.flush()
        if replaces:
            work.record(
                PaperReissued(stamp=stamp, paper_id=paper.id, replaced_id=replaces, kind=str(kind), number=number)
            )
        else:
            work.record(PaperIssued(stamp=stamp, paper_id=paper.id, kind=str(kind), number=number))
    return paper
