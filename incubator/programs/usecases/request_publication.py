"""게시 결재: a call is complete; somebody else decides whether it is published."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.approvals.rules import Act
from incubator.approvals.usecases.request_approval import Line
from incubator.core.dates import day_in_kst, official_moment
from incubator.core.errors import Invalid, Stale
from incubator.core.text import Text, text
from incubator.db.unit_of_work import unit_of_work
from incubator.programs import policy, queries
from incubator.programs.models import Round
from incubator.programs.queries.drafts import publication_of
from incubator.programs.rules.content import EDITABLE, missing_items, problems_of
from incubator.programs.rules.reception import posting_problem
from incubator.programs.usecases.publish_notice import check_reason
from incubator.programs.usecases.request_round_approval import request_round_approval
from incubator.programs.workflow import WORKFLOW, RoundStep


def request_publication(
    *, actor: Actor, round_id: UUID, line: Line, now: datetime, reason: str = "", version: int | None = None
) -> UUID:
    """The id of the approval.  The round is locked until it is decided.

    Raises Invalid (by field) while an item a notice must carry is missing or a time has passed, and for a posting
    shorter than 20 days without a `reason`, which is published with it; Stale when it is not the `version` that was read.
    """
    with unit_of_work() as work:
        planned = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_request(actor, planned).enforce()
        WORKFLOW.after(planned.state, RoundStep.REQUEST)
        if version is not None and version != planned.version:
            raise Stale(
                text("그사이 다른 사람이 이 공고를 고쳤습니다."), how=text("바뀐 공고를 읽어 보고 다시 올려 주세요.")
            )
        refuse_problems(planned, now)
        reason = check_reason(reason) if posting_problem(planned.announced_on, planned.closes_at) else ""
        draft = publication_of(work.session, planned)
        planned.request()
        planned.updated_at = now
        return request_round_approval(
            work, actor=actor, about=planned, act=Act.PUBLISH, draft=draft, line=line, reason=reason, now=now
        )


def refuse_problems(planned: Round, now: datetime) -> None:
    """Raises Invalid, by field, for what stands in the way of its publication."""
    problems = publishing_problems(planned, now)
    if problems:
        raise Invalid(
            text("아직 게시할 수 없습니다."),
            how=text("‘공고 고치기’에서 아래 항목을 채워 주세요."),
            problems=problems,
        )


def publishing_problems(planned: Round, now: datetime) -> dict[str, tuple[Text, ...]]:
    """What stands between this round and its publication, by field; also shown before the button is pressed."""
    values = {name: getattr(planned, name) for name in EDITABLE}
    problems = missing_items(values) | problems_of(values)
    if planned.announced_on < day_in_kst(now):
        problems["announced_on"] = (text("공고일이 지났습니다. 게시할 날(오늘이나 그 뒤)로 고쳐 주세요."),)
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
    elif day_in_kst(planned.opens_at) < planned.announced_on:
        problems["opens_at"] = (text("접수 시작이 공고일보다 앞설 수 없습니다."),)
    return problems
