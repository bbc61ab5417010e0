"""Put a new paper in the place of one that is in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor, by_the_clock
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import policy, queries, rules
from incubator.documents.events import PaperReissued
from incubator.documents.models import IssuedPaper


def reissue_paper(
    *,
    actor: Actor | None,
    paper_id: UUID,
    title: str,
    holder_masked: str,
    content: Mapping[str, Any],
    now: datetime,
    code: str | None = None,
) -> IssuedPaper:
    """The same kind, number and subject with new content and a new code; the former is shown as reissued from now on.

    Raises NotFound, StepNotAllowed when the former is not in force any more.
    """
    with unit_of_work() as work:
        former = queries.get_paper_for_change(work.session, paper_id)
        policy.may_reissue(actor, former).enforce()
        former.give_way(at=now)
        work.session.flush()  # the number is free before the new paper takes it
        paper = IssuedPaper(
            kind=former.kind,
            number=former.number,
            title=title,
            holder_masked=holder_masked,
            subject_kind=former.subject_kind,
            subject_id=former.subject_id,
            issued_by=actor.user_id if actor else None,
            replaced_id=former.id,
        )
        paper.bear(content, code=code or rules.new_code(), at=now)
        work.session.add(paper)
        work.session.flush()
        stamp = actor.stamp(now) if actor else by_the_clock(now)
        work.record(
            PaperReissued(
                stamp=stamp, paper_id=paper.id, replaced_id=paper_id, kind=str(paper.kind), number=paper.number
            )
        )
    return paper
