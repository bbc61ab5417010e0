"""A person gives the account up."""

from __future__ import annotations

from datetime import datetime

from incubator.accounts import policy, queries
from incubator.accounts.actor import Actor
from incubator.accounts.events import UserClosed
from incubator.accounts.roles import Role
from incubator.accounts.rules import keep_an_administrator
from incubator.accounts.usecases.end_session import close_sessions
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.core.errors import RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work


def close_user(*, actor: Actor, now: datetime) -> None:
    """Sessions end, roles and consents fall away; what was submitted stays with the company.

    Raises RuleBroken for the only owner of a company, who has to be able to answer for it, and the last administrator.
    """
    policy.may_close_user(actor, user_id=actor.user_id).enforce()
    with unit_of_work() as work:
        if actor.has(Role.ADMIN):
            keep_an_administrator(queries.lock_administrators(work.session, now), without=actor.user_id)
        user = queries.get_user_for_change(work.session, actor.user_id)
        grants = queries.list_grants_in_force(work.session, user.id, now)
        for grant in grants:
            if grant.role is Role.ORGANISATION_OWNER and grant.organisation_id:
                owners = queries.list_user_ids_with_role(
                    work.session, Role.ORGANISATION_OWNER, now, organisation_id=grant.organisation_id
                )
                if owners == [user.id]:
                    raise RuleBroken(
                        text("기업의 하나뿐인 관리자라 계정을 닫을 수 없습니다."),
                        how=text("다른 구성원에게 관리자 역할을 주신 뒤 다시 시도해 주세요."),
                    )
        for grant in grants:
            revoke_role(by=None, stamp=actor.stamp(now), grant_id=grant.id, reason="user.closed", now=now)
        for consent in queries.list_consents_in_force(work.session, user.id):
            consent.withdrawn_at = now
        user.close(at=now)
        close_sessions(work, user_id=user.id, now=now)
        work.record(UserClosed(stamp=actor.stamp(now), user_id=user.id))
