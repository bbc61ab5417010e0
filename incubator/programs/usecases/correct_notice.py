"""정정공고: change what a public call says, with a reason and the difference for everybody to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.parameters.queries import value
from incubator.programs import policy, queries
from incubator.programs.events import RoundCorrected
from incubator.programs.models import Round
from incubator.programs.rules.content import CORRECTABLE, EDITABLE, FROZEN_BY_FIRST_RECEIPT, difference, missing_items
from incubator.programs.usecases.check_form_change import check_form_change
from incubator.programs.usecases.edit_round import check_values, check_version
from incubator.programs.usecases.publish_notice import check_reason, publish_notice
from incubator.programs.usecases.request_round_approval import CHOOSE, NEEDS_APPROVAL, check_nothing_pending
from incubator.programs.workflow import WORKFLOW, NoticeKind, RoundStep


def correct_notice(
    *,
    actor: Actor,
    round_id: UUID,
    changes: Mapping[str, Any],
    reason: str,
    now: datetime,
    version: int | None = None,
) -> int:
    """Publish a correction of these parts (see `rules.content.CORRECTABLE`); returns the number of the notice.

    Reception times are not corrected: an extension moves the deadline, and only later.  Once somebody has handed in, a
    correction needs approval (`request_correction`).  Raises RuleBroken, Stale, Invalid (also when nothing differs).
    """
    check_correctable(changes)
    with unit_of_work() as work:
        public = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_correct(actor, public).enforce()
        plain_reason = check_reason(reason)
        check_nothing_pending(work, public)
        if public.receipt_serial:
            raise RuleBroken(NEEDS_APPROVAL, how=CHOOSE)
        check_version(public, changes, version)
        differing = check_correction(work, public, changes, now)
        public.correct(**{row["field"]: changes[row["field"]] for row in differing})
        public.updated_at = now
        kind = NoticeKind.CORRECTION
        number = publish_notice(
            work, actor=actor, about=public, kind=kind, reason=plain_reason, changes=differing, now=now
        )
        work.record(
            RoundCorrected(
                stamp=actor.stamp(now),
                reason=plain_reason,
                round_id=public.id,
                program_id=public.program_id,
                notice_no=number,
                fields=tuple(row["field"] for row in differing),
            )
        )
        return number


def check_correctable(changes: Mapping[str, Any]) -> None:
    if set(changes) - CORRECTABLE:
        raise RuleBroken(
            text("접수 기간과 공고일은 정정할 수 없습니다."), how=text("마감을 늦추려면 ‘접수 기간 연장하기’를 쓰세요.")
        )


def check_correction(work: Work, public: Round, changes: Mapping[str, Any], now: datetime) -> list[dict[str, Any]]:
    """Rows {field, before, after} of what differs.  Raises Invalid, RuleBroken, StepNotAllowed."""
    WORKFLOW.after(public.state, RoundStep.CORRECT)
    differing = difference({name: getattr(public, name) for name in changes}, changes)
    fields = {row["field"] for row in differing}
    if not fields:
        raise Invalid(text("바뀐 내용이 없습니다."), how=text("고칠 곳을 바꾼 뒤 다시 눌러 주세요."))
    if public.receipt_serial and FROZEN_BY_FIRST_RECEIPT & fields:
        _check_time_to_hand_in_again(work, public, now)
    for row in differing:
        if row["field"] == "questionnaire_version_id":
            check_form_change(work.session, public, changes[row["field"]], row)
    check_values(public, changes)
    values = {name: getattr(public, name) for name in EDITABLE} | dict(changes)
    problems = missing_items(values)
    if problems:
        first = next(iter(problems.values()))[0]
        raise Invalid(text("공고에 꼭 있어야 할 항목이 빠졌습니다. %(problem)s", problem=first), problems=problems)
    return differing


def _check_time_to_hand_in_again(work: Work, public: Round, now: datetime) -> None:
    """What people are judged by changes only while all who have handed in can do so again (domain.md §2.1)."""
    days = value(work.session, "programs.resubmission_days", on=day_in_kst(now))
    if public.closes_at < now + timedelta(days=days):
        raise RuleBroken(
            text(
                "이미 접수한 신청이 있습니다. 자격과 평가 기준은 마감 %(days)s일 전까지만, 모두가 다시 낼 수 있을 때 바꿀 수 있습니다.",
                days=days,
            ),
            how=text("먼저 접수 기간을 연장하거나, 이 공고를 취소하고 다시 공고해 주세요."),
        )
