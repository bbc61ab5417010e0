"""Make a planned round public.  From here on it changes by published notices only."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst, official_moment
from incubator.core.errors import Invalid
from incubator.core.text import Text, text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundPublished
from incubator.programs.models import Round
from incubator.programs.rules.content import EDITABLE, missing_items, problems_of
from incubator.programs.rules.reception import posting_problem
from incubator.programs.usecases.publish_notice import check_reason, publish_notice
from incubator.programs.workflow import WORKFLOW, NoticeKind, RoundStep


def publish_round(*, actor: Actor, round_id: UUID, now: datetime, reason: str = "") -> None:
    """Publish the call; reception opens by itself at `opens_at`.

    Raises Invalid (by field) while an item a notice must carry is missing or a time has passed, and for a posting
    shorter than 20 days without a `reason`, which is published with it.
    """
    with unit_of_work() as work:
        planned = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_publish(actor, planned).enforce()
        WORKFLOW.after(planned.state, RoundStep.PUBLISH)
        problems = publishing_problems(planned, now)
        if problems:
            raise Invalid(
                text("아직 게시할 수 없습니다."),
                how=text("‘공고 고치기’에서 아래 항목을 채워 주세요."),
                problems=problems,
            )
        if posting_problem(planned.announced_on, planned.closes_at):
            reason = check_reason(reason)
        planned.publish(at=now, reason=reason)
        planned.updated_at = now
        publish_notice(
            work, actor=actor, about=planned, kind=NoticeKind.PUBLISHED, reason=reason.strip(), changes=[], now=now
        )
        work.record(
            RoundPublished(
                stamp=actor.stamp(now),
                reason=reason.strip(),
                round_id=planned.id,
                program_id=planned.program_id,
                opens_at=planned.opens_at,
                closes_at=planned.closes_at,
            )
        )


def publishing_problems(planned: Round, now: datetime) -> dict[str, tuple[Text, ...]]:
    """What stands between this round and its publication, by field; also shown before the button is pressed."""
    values = {name: getattr(planned, name) for name in EDITABLE}
    problems = missing_items(values) | problems_of(values)
    if planned.announced_on != day_in_kst(now):
        problems["announced_on"] = (text("공고일은 게시하는 날이어야 합니다. 오늘 날짜로 고쳐 주세요."),)
    if planned.closes_at <= now:
        problems["closes_at"] = (
            text("접수 마감(%(closes)s)이 이미 지났습니다.", closes=official_moment(planned.closes_at)),
        )
    if planned.opens_at < now:
        problems["opens_at"] = (
            text(
                "접수 시작(%(opens)s)이 이미 지났습니다. 지금보다 뒤로 정해 주세요.",
                opens=official_moment(planned.opens_at),
            ),
        )
    return problems
