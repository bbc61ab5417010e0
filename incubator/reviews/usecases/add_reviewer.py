"""Take a person into the pool of reviewers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from incubator.accounts.actor import Actor
from incubator.accounts.models import User
from incubator.accounts.queries import find_user_by_email
from incubator.accounts.roles import Role
from incubator.accounts.rules import read_email
from incubator.accounts.usecases.grant_role import grant_role
from incubator.accounts.usecases.invite_user import invite_user
from incubator.core.errors import Invalid, RuleBroken
from incubator.core.ids import new_id
from incubator.core.text import text
from incubator.db.unit_of_work import Work, unit_of_work
from incubator.reviews.events.pool import PoolMemberAdded
from incubator.reviews.models import PoolMember
from incubator.reviews.policy.pool import may_keep_pool
from incubator.reviews.queries import pool
from incubator.reviews.rules.pool_details import Details

REASON = "pool_member.added"


def add_reviewer(*, actor: Actor, email: str, name: str, details: Details, now: datetime) -> UUID:
    """The id in the pool.  Who has an account keeps it and gets the role; else one is made and its owner is written to.

    Raises Forbidden, Invalid (the address, the name of a new person), RuleBroken (in the pool already).
    """
    may_keep_pool(actor).enforce()
    address = read_email(email)
    with unit_of_work() as work:
        user = find_user_by_email(work.session, address)
        user_id = _appoint(work, actor, user, address, name, now)
        if pool.find_by_user_for_change(work.session, user_id) is not None:
            raise RuleBroken(
                text("이미 평가위원 명단에 있는 사람입니다."), field="email", how=text("명단에서 찾아 고쳐 주세요.")
            )
        member = PoolMember(id=new_id(), user_id=user_id, added_by=actor.user_id, created_at=now)
        details.write_to(member)
        work.session.add(member)
        work.session.flush()
        work.record(PoolMemberAdded(stamp=actor.stamp(now), pool_member_id=member.id, user_id=user_id))
        return member.id


def _appoint(work: Work, actor: Actor, user: User | None, email: str, name: str, now: datetime) -> UUID:
    stamp = actor.stamp(now)
    if user is None:
        if not name.strip():
            raise Invalid(text("처음 등록하는 사람은 이름을 적어 주세요."), field="name")
        return invite_user(email=email, name=name, role=Role.REVIEWER, reason=REASON, now=now, stamp=stamp)
    if user.id == actor.user_id:
        raise RuleBroken(text("자기 자신은 명단에 넣을 수 없습니다."), field="email")
    grant_role(by=None, user_id=user.id, role=Role.REVIEWER, starts_at=now, reason=REASON, now=now, stamp=stamp)
    work.session.flush()
    return user.id
