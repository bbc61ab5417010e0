"""Take a paper back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor, by_the_clock
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.documents import policy, queries
from incubator.documents.events import PaperRevoked


def revoke_paper(*, actor: Actor | None, paper_id: UUID, reason: str, now: datetime) -> None:
    """The public page says “취소됨” with the time from now on.

    The slice that issued the paper has asked its own policy.  Raises NotFound, RuleBroken without a reason,
    Forbidden, StepNotAllowed when it was revoked before.
    """
    if not reason.strip():
        raise RuleBroken(text("문서를 취소하는 까닭을 적어 주세요."))
    with unit_of_work() as work:
        paper = queries.get_paper_for_change(work.session, paper_id)
        policy.may_revoke(actor, paper).enforce()
        paper.revoke(at=now, reason=reason.strip())
        stamp = actor.stamp(now) if actor else by_the_clock(now)
        work.record(
            PaperRevoked(stamp=stamp, paper_id=paper.id, kind=str(paper.kind), number=paper.number, reason=reason)
        )
