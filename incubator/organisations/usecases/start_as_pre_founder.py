"""A person without a company starts under his own or his team's name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.core.dates import day_in_kst
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import queries, rules
from incubator.organisations.rules import Details, OrganisationKind
from incubator.organisations.usecases.register_organisation import enter


def start_as_pre_founder(*, actor: Actor, details: Details, now: datetime) -> UUID:
    """Make the entry, owned and represented by the person himself; returns its id.

    It has no 사업자등록번호 until `found_company`, which keeps the entry and its history (domain.md §7-11).  Raises
    Invalid, RuleBroken (a second entry of the same name by the same person).
    """
    kind = OrganisationKind.PRE_FOUNDER
    named = replace(details, representative_name=details.representative_name or actor.name)
    accepted = rules.accepted(kind, named, today=day_in_kst(now))
    with unit_of_work() as work:
        queries.take_turn_of(work.session, actor.user_id)
        if queries.has_pre_founder_entry(work.session, actor.user_id, rules.company_name_key(accepted.name)):
            raise RuleBroken(text("같은 이름으로 이미 시작하셨습니다. 내 기업 목록에서 골라 주세요."), field="name")
        return enter(actor=actor, kind=kind, details=accepted, is_representative=True, now=now)
