"""이의신청: the applicant says what was wrong, once, within the term after he was told."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.applications.queries.following import get_told_for_change
from incubator.core.dates import official_moment
from incubator.core.errors import RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.reviews.events.objections import ObjectionFiled
from incubator.reviews.models import Objection
from incubator.reviews.policy.objections import may_file
from incubator.reviews.queries import objections
from incubator.reviews.rules.objections import check_facts, check_term


def file_objection(*, actor: Actor, application_id: UUID, facts: str, about_amount: bool, now: datetime) -> UUID:
    """The objection.  The term counts from the day after the notice stood in the inbox.

    Raises NotFound (also before the release), Forbidden, RuleBroken too late or a second time, Invalid (fields "facts",
    "about_amount").
    """
    with unit_of_work() as work:
        told = get_told_for_change(work.session, actor, application_id)
        may_file(actor, told.application).enforce()
        line = objections.get_line(work.session, application_id)
        before = objections.find_of_application(work.session, application_id)
        if before is not None:
            raise RuleBroken(
                text(
                    "이의신청은 한 번만 할 수 있습니다. %(moment)s에 이미 받았습니다.",
                    moment=official_moment(before.filed_at),
                ),
                how=text("먼저 낸 이의신청의 답을 기다려 주세요. 더 알릴 것이 있으면 공고의 문의처로 연락해 주세요."),
            )
        check_term(objections.filing_term(work.session, told.outcome), now)
        plain = check_facts(facts, about_amount=about_amount)
        due_at = objections.answering_term(work.session, now).ends_at
        filed = Objection(
            id=new_id(),
            line_id=line.id,
            facts=plain,
            filed_by=actor.user_id,
            filed_at=now,
            due_at=due_at,
            created_at=now,
        )
        work.session.add(filed)
        work.record(
            ObjectionFiled(
                stamp=actor.stamp(now),
                objection_id=filed.id,
                application_id=application_id,
                round_id=told.application.round_id,
                due_at=due_at,
            )
        )
        return filed.id
