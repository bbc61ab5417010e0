"""Write down what is made public about a round, numbered without gaps.  Part of the use cases that publish."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from incubator.accounts.actor import Actor
from incubator.approvals.models import Approval
from incubator.core.errors import Invalid
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.programs import queries
from incubator.programs.models import Round, RoundNotice
from incubator.programs.workflow import NoticeKind

LEAST_REASON = 5
LONGEST_REASON = 2000


def publish_notice(
    work: Work,
    *,
    about: Round,
    kind: NoticeKind,
    reason: str,
    changes: list[dict[str, Any]],
    now: datetime,
    approval: Approval | None = None,
    actor: Actor | None = None,
) -> int:
    """The number of the new notice.  The row of the round is locked by the caller, so numbers do not clash.

    It goes back to an approval, and is then its drafter's; or to one who may publish it alone.
    """
    by = approval.drafted_by if approval else actor.user_id if actor else None
    if by is None:
        raise ValueError("a notice is somebody's")
    number = queries.last_notice_no(work.session, about.id) + 1
    work.session.add(
        RoundNotice(
            round_id=about.id,
            no=number,
            kind=kind,
            reason=reason,
            changes=changes,
            published_at=now,
            published_by=by,
            approval_id=approval.id if approval else None,
        )
    )
    return number


def check_reason(reason: str) -> str:
    """The reason everybody will read, trimmed.  Raises Invalid when it says nothing or too much."""
    plain = reason.strip()
    if len(plain) < LEAST_REASON:
        raise Invalid(
            text("사유를 %(least)d자 이상 적어 주세요. 공고에 그대로 실립니다.", least=LEAST_REASON), field="reason"
        )
    if len(plain) > LONGEST_REASON:
        raise Invalid(text("사유를 %(most)d자까지 적을 수 있습니다.", most=LONGEST_REASON), field="reason")
    return plain
