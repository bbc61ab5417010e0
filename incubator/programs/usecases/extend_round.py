"""연장공고: a later deadline, for everybody, with a published reason."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import official_moment
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundExtended
from incubator.programs.models import Round
from incubator.programs.rules.content import moved_rows, plain
from incubator.programs.usecases.publish_notice import check_reason, publish_notice
from incubator.programs.workflow import WORKFLOW, NoticeKind, RoundStep


def extend_round(*, actor: Actor, round_id: UUID, closes_at: datetime, reason: str, now: datetime) -> None:
    """Move the deadline later while reception has not ended.  Never earlier, never for one applicant alone.

    The row of the round is locked, the same lock under which receipt numbers are taken: a submission is decided by the
    old deadline or by the new one, never by something between.  Raises RuleBroken after the deadline, Invalid for a time
    that is not later or a missing reason.
    """
    with unit_of_work() as work:
        public = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_extend(actor, public).enforce()
        WORKFLOW.after(public.state, RoundStep.EXTEND)
        before = public.closes_at
        _check(public, closes_at, now)
        plain_reason = check_reason(reason)
        public.extend(closes_at=closes_at)
        public.schedule = moved_rows(public.schedule, "ends", before, closes_at)
        public.updated_at = now
        changes = [{"field": "closes_at", "before": plain(before), "after": plain(closes_at)}]
        number = publish_notice(
            work,
            actor=actor,
            about=public,
            kind=NoticeKind.EXTENSION,
            reason=plain_reason,
            changes=changes,
            now=now,
        )
        work.record(
            RoundExtended(
                stamp=actor.stamp(now),
                reason=plain_reason,
                round_id=public.id,
                program_id=public.program_id,
                notice_no=number,
                closes_at_before=before,
                closes_at=closes_at,
            )
        )


def _check(public: Round, closes_at: datetime, now: datetime) -> None:
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
