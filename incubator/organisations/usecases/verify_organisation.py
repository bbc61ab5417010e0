"""The centre has compared the entry with its papers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import OrganisationVerified


def verify_organisation(*, actor: Actor, organisation_id: UUID, reason: str, now: datetime) -> None:
    """`reason` says which papers were compared.  Raises NotFound, Forbidden, Invalid, RuleBroken, StepNotAllowed."""
    why = rules.read_reason(reason, text("어떤 증명서와 견주었는지 적어 주세요. 예: 사업자등록증, 국세청 상태 조회"))
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_verify(actor, organisation).enforce()
        if organisation.is_pre_founder:
            raise RuleBroken(text("예비창업자는 사업자등록번호가 없어 기업 확인을 하지 않습니다."))
        organisation.verify(at=now)
        organisation.updated_at = now
        work.record(OrganisationVerified(stamp=actor.stamp(now), organisation_id=organisation.id, reason=why))
