"""Granting and revoking roles."""

from __future__ import annotations

from datetime import timedelta

import pytest

from incubator.accounts import queries
from incubator.accounts.actor import by_the_clock
from incubator.accounts.models import RoleGrant
from incubator.accounts.roles import Role
from incubator.accounts.usecases.grant_role import grant_role
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken
from incubator.core.ids import new_id
from tests.factories.accounts import a_grant, a_user, an_actor


def test_grant_role_gives_the_role_at_once_and_revoke_role_takes_it_at_once(app, clock, session):
    admin, person = a_user(role=Role.ADMIN), a_user()

    grant_id = grant_role(
        by=an_actor(admin), user_id=person.id, role=Role.MANAGER, starts_at=clock.now, reason="인사 발령", now=clock.now
    )
    assert an_actor(person).has(Role.MANAGER)

    revoke_role(by=an_actor(admin), grant_id=grant_id, reason="부서 이동", now=clock.now)
    assert not an_actor(person).has(Role.MANAGER)


def test_grant_role_keeps_who_and_why(app, clock, session):
    admin, person = a_user(role=Role.ADMIN), a_user()

    grant_id = grant_role(
        by=an_actor(admin), user_id=person.id, role=Role.AUDITOR, starts_at=clock.now, reason="감사 착수", now=clock.now
    )

    grant = session.get(RoleGrant, grant_id)
    assert (grant.granted_by, grant.reason) == (admin.id, "감사 착수")


def test_grant_role_gives_the_same_role_only_once(app, clock, session):
    admin, person = an_actor(a_user(role=Role.ADMIN)), a_user()
    given = [
        grant_role(by=admin, user_id=person.id, role=Role.HEAD, starts_at=clock.now, reason="발령", now=clock.now)
        for _ in range(2)
    ]

    assert given[0] == given[1]
    assert len(queries.list_grants_in_force(session, person.id, clock.now)) == 1


def test_grant_role_is_refused_to_oneself_and_to_others_than_the_administrator(app, clock):
    admin, stranger = a_user(role=Role.ADMIN), a_user()
    for by, user_id in ((admin, admin.id), (stranger, admin.id)):
        with pytest.raises(Forbidden):
            grant_role(
                by=an_actor(by), user_id=user_id, role=Role.HEAD, starts_at=clock.now, reason="발령", now=clock.now
            )


def test_grant_role_refuses_an_end_before_the_start_an_unknown_person_and_a_company_role_without_company(app, clock):
    admin = an_actor(a_user(role=Role.ADMIN))
    with pytest.raises(Invalid):
        grant_role(
            by=admin,
            user_id=a_user().id,
            role=Role.HEAD,
            starts_at=clock.now,
            ends_at=clock.now - timedelta(days=1),
            reason="발령",
            now=clock.now,
        )
    with pytest.raises(NotFound):
        grant_role(by=admin, user_id=new_id(), role=Role.HEAD, starts_at=clock.now, reason="발령", now=clock.now)
    with pytest.raises(Invalid):
        grant_role(
            by=None,
            stamp=by_the_clock(clock.now),
            user_id=a_user().id,
            role=Role.ORGANISATION_OWNER,
            starts_at=clock.now,
            reason="",
            now=clock.now,
        )


def test_revoke_role_refuses_a_second_time_and_a_stranger(app, clock):
    admin, person = an_actor(a_user(role=Role.ADMIN)), a_user()
    grant = a_grant(person, Role.MENTOR)
    grant_id = grant.id
    with pytest.raises(Forbidden):
        revoke_role(by=an_actor(person), grant_id=grant_id, reason="", now=clock.now)

    revoke_role(by=admin, grant_id=grant_id, reason="끝", now=clock.now)
    with pytest.raises(RuleBroken):
        revoke_role(by=admin, grant_id=grant_id, reason="끝", now=clock.now)


def test_a_grant_ends_by_itself(app, clock):
    person = a_user()
    a_grant(person, Role.REVIEWER, ends_at=clock.now + timedelta(days=7))

    assert an_actor(person).has(Role.REVIEWER)
    clock.advance(days=7)
    assert not an_actor(person).has(Role.REVIEWER)
