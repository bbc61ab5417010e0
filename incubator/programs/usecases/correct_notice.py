"""정정공고: change what a public call says, with a reason and the difference for everybody to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundCorrected
from incubator.programs.models import Round
from incubator.programs.rules.content import CORRECTABLE, EDITABLE, FROZEN_BY_FIRST_RECEIPT, difference, missing_items
from incubator.programs.usecases.edit_round import check_values, check_version
from incubator.programs.usecases.publish_notice import check_reason, publish_notice
from incubator.programs.workflow import NoticeKind


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

    Reception times are not corrected: `extend_round` moves the deadline, and only later.  Criteria and eligibility are
    fixed once somebody has handed in.  Raises RuleBroken, Stale, Invalid (also when nothing differs).
    """
    if set(changes) - CORRECTABLE:
        raise RuleBroken(
            text("접수 기간과 공고일은 정정할 수 없습니다."), how=text("마감을 늦추려면 ‘접수 기간 연장하기’를 쓰세요.")
        )
    with unit_of_work() as work:
        public = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_correct(actor, public).enforce()
        plain_reason = check_reason(reason)
        check_version(public, changes, version)
        differing = difference({name: getattr(public, name) for name in changes}, changes)
        fields = tuple(row["field"] for row in differing)
        _check(public, changes, fields)
        public.correct(**{name: changes[name] for name in fields})
        public.updated_at = now
        return _publish(work, actor, public, plain_reason, differing, now)


def _publish(work: Work, actor: Actor, public: Round, reason: str, changes: list[dict[str, Any]], now: datetime) -> int:
    number = publish_notice(
        work, actor=actor, about=public, kind=NoticeKind.CORRECTION, reason=reason, changes=changes, now=now
    )
    work.record(
        RoundCorrected(
            stamp=actor.stamp(now),
            reason=reason,
            round_id=public.id,
            program_id=public.program_id,
            notice_no=number,
            fields=tuple(row["field"] for row in changes),
        )
    )
    return number


def _check(public: Round, changes: Mapping[str, Any], fields: tuple[str, ...]) -> None:
    if not fields:
        raise Invalid(text("바뀐 내용이 없습니다."), how=text("고칠 곳을 바꾼 뒤 다시 눌러 주세요."))
    if public.receipt_serial and FROZEN_BY_FIRST_RECEIPT & set(fields):
        raise RuleBroken(
            text("이미 접수한 신청이 있어 자격과 평가 기준은 바꿀 수 없습니다."),
            how=text("꼭 바꿔야 하면 이 공고를 취소하고 다시 공고해 주세요."),
        )
    check_values(public, changes)
    values = {name: getattr(public, name) for name in EDITABLE} | dict(changes)
    problems = missing_items(values)
    if problems:
        raise Invalid(text("공고에 꼭 있어야 할 항목이 빠졌습니다."), problems=problems)
