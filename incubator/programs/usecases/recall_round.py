"""재공고: lay a call out again beside the one that ended, when too few came or it had to be cancelled."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.programs import policy, queries
from incubator.programs.events import RoundPlanned, RoundRecalled
from incubator.programs.models import Round, RoundAttachment
from incubator.programs.rules.content import EDITABLE
from incubator.programs.rules.copying import copy_of
from incubator.programs.usecases.publish_notice import check_reason

SUFFIX, SUFFIX_EN = " (재공고)", " (re-announced)"


def recall_round(*, actor: Actor, round_id: UUID, announced_on: date, reason: str, now: datetime) -> UUID:
    """The new round, planned for that day: it is edited, approved and published like any other.

    When it is published, everybody who had applied to the old one is told.  Raises StepNotAllowed while the old one
    still runs, RuleBroken when it was recalled already, Invalid for a day that has passed or a missing reason.
    """
    with unit_of_work() as work:
        ended = queries.get_visible_for_change(work.session, actor, round_id)
        policy.may_recall(actor, ended).enforce()
        ended.recall()
        if ended.published_at is None:
            raise RuleBroken(text("게시한 적이 없는 공고입니다."), how=text("새 공고를 써 주세요."))
        if announced_on < day_in_kst(now):
            raise Invalid(text("공고일이 지난날입니다. 오늘이나 그 뒤로 적어 주세요."), field="announced_on")
        if queries.is_recalled(work.session, ended.id):
            raise RuleBroken(text("이미 재공고를 준비했습니다."), how=text("준비한 공고를 고쳐서 결재를 올려 주세요."))
        plain_reason = check_reason(reason)
        again = _lay_out(work, ended, announced_on, plain_reason, now)
        stamp = actor.stamp(now)
        program_id = ended.program_id
        work.record(RoundPlanned(stamp=stamp, round_id=again.id, program_id=program_id))
        work.record(
            RoundRecalled(
                stamp=stamp, reason=plain_reason, round_id=ended.id, program_id=program_id, new_round_id=again.id
            )
        )
        return again.id


def _lay_out(work: Work, ended: Round, announced_on: date, reason: str, now: datetime) -> Round:
    values = copy_of({name: getattr(ended, name) for name in EDITABLE}, announced_on=announced_on)
    values["title"] = ended.title.removesuffix(SUFFIX) + SUFFIX
    values["title_en"] = ended.title_en and ended.title_en.removesuffix(SUFFIX_EN) + SUFFIX_EN
    again = Round(
        id=new_id(),
        program_id=ended.program_id,
        year=announced_on.year,
        round_no=queries.next_round_no(work.session, ended.program_id),
        template=ended.template,
        recalled_from_id=ended.id,
        recall_reason=reason,
        created_at=now,
        **values,
    )
    work.session.add(again)
    work.session.flush()
    for item, file in queries.list_attachments(work.session, ended.id):
        copy = RoundAttachment(
            round_id=again.id, file_id=file.id, title=item.title, added_at=now, added_by=item.added_by
        )
        work.session.add(copy)
    return again
