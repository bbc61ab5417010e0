"""연장공고: a later deadline, for everybody, with a published reason."""

from __future__ import annotations

from datetime import datetime

from incubator.approvals.models import Approval
from incubator.core.dates import official_moment
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.events import Stamp
from incubator.core.text import text
from incubator.db.unit_of_work import Work
from incubator.programs.events import RoundExtended
from incubator.programs.models import Round
from incubator.programs.queries.drafts import extension_of
from incubator.programs.rules.content import moved_rows, plain
from incubator.programs.usecases.check_approved import check_approved
from incubator.programs.usecases.publish_notice import publish_notice
from incubator.programs.workflow import NoticeKind


def extend_round(work: Work, *, about: Round, approval: Approval, stamp: Stamp, now: datetime) -> None:
    """Move the deadline later as approved, while reception has not ended.  Never earlier, never for one applicant alone.

    The row of the round is locked, the same lock under which receipt numbers are taken: a submission is decided by the
    old deadline or by the new one, never by something between.  Raises RuleBroken after the deadline.
    """
    closes_at = datetime.fromisoformat(approval.content["closes_at"])
    check_later(about, closes_at, now)
    check_approved(approval, extension_of(about, closes_at))
    before = about.closes_at
    about.extend(closes_at=closes_at)
    about.schedule = moved_rows(about.schedule, "ends", before, closes_at)
    about.updated_at = now
    changes = [{"field": "closes_at", "before": plain(before), "after": plain(closes_at)}]
    number = publish_notice(
        work,
        approval=approval,
        about=about,
        kind=NoticeKind.EXTENSION,
        reason=approval.reason,
        changes=changes,
        now=now,
    )
    work.record(
        RoundExtended(
            stamp=stamp,
            reason=approval.reason,
            round_id=about.id,
            program_id=about.program_id,
            notice_no=number,
            closes_at_before=before,
            closes_at=closes_at,
            approval_id=approval.id,
        )
    )


def check_later(public: Round, closes_at: datetime, now: datetime) -> None:
    """Raises RuleBroken after the deadline, Invalid for a time that is not later."""
    if now > public.closes_at:
        raise RuleBroken(
            text("접수가 %(closes)s에 이미 마감되었습니다.", closes=official_moment(public.closes_at, seconds=True)),
            how=text("마감된 공고는 다시 열 수 없습니다. 더 받으려면 재공고를 내 주세요."),
        )
    if closes_at <= public.closes_at:
        raise Invalid(
            text(
                "새 마감은 지금 마감(%(closes)s)보다 늦어야 합니다. 접수 기간은 줄일 수 없습니다.",
                closes=official_moment(public.closes_at),
            ),
            field="closes_at",
        )
