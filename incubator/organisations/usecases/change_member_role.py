"""Give a member another role in his company."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.accounts.usecases.grant_role import grant_role
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.text import text
from incubator.db.unit_of_work import unit_of_work
from incubator.organisations import policy, queries, rules
from incubator.organisations.events import MemberRoleChanged


def change_member_role(*, actor: Actor, organisation_id: UUID, user_id: UUID, role: Role, now: datetime) -> None:
    """Counts with the member's next request.

    Raises NotFound, Forbidden, Invalid, RuleBroken (the last owner stays owner; the representative may write).
    """
    if role not in ORGANISATION_ROLES:
        raise Invalid(text("구성원의 역할을 골라 주세요."), field="role")
    with unit_of_work() as work:
        organisation = queries.get_for_change(work.session, actor, organisation_id)
        policy.may_manage_members(actor, organisation).enforce()
        members = queries.list_members(work.session, organisation.id, now)
        grants = [member for member in members if member.user_id == user_id]
        member = queries.get_member(work.session, organisation.id, user_id, now)
        if [grant.role for grant in grants] == [role]:
            return
        if role is not Role.ORGANISATION_OWNER:
            rules.keep_an_owner(queries.owner_ids(members), without=user_id)
        if role is Role.ORGANISATION_VIEWER and organisation.representative_user_id == user_id:
            raise RuleBroken(
                text("대표자는 열람자로 바꿀 수 없습니다."), how=text("먼저 다른 구성원을 대표자로 지정해 주세요.")
            )
        stamp = actor.stamp(now)
        for grant in grants:
            if grant.role is not role:
                revoke_role(by=None, grant_id=grant.grant_id, reason="member.role_changed", now=now, stamp=stamp)
        grant_role(
            by=None,
            user_id=user_id,
            role=role,
            organisation_id=organisation.id,
            starts_at=now,
            reason="member.role_changed",
            now=now,
            stamp=stamp,
        )
        work.record(
            MemberRoleChanged(
                stamp=stamp, organisation_id=organisation.id, user_id=user_id, former_role=member.role, role=role
            )
        )
