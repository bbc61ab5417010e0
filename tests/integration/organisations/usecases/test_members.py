"""Roles, removal, the representative."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from incubator.accounts.models import RoleGrant
from incubator.accounts.roles import Role
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken
from incubator.notifications.models import Notice
from incubator.organisations import queries
from incubator.organisations.policy import represents
from incubator.organisations.usecases.change_member_role import change_member_role
from incubator.organisations.usecases.change_representative import change_representative
from incubator.organisations.usecases.declare_representative import declare_representative
from incubator.organisations.usecases.leave_organisation import leave_organisation
from incubator.organisations.usecases.remove_member import remove_member
from tests.factories.accounts import a_user, an_actor
from tests.factories.organisations import a_member, a_pre_founder, an_organisation

OWNER, EDITOR, VIEWER = Role.ORGANISATION_OWNER, Role.ORGANISATION_EDITOR, Role.ORGANISATION_VIEWER


@pytest.fixture
def company(app):
    owner = a_user("김주인").id
    return owner, an_organisation(owner, name="주식회사 한빛정밀", display_name="한빛정밀").id


def titles(session, user_id):
    """What the inbox of the person has, read anew."""
    session.rollback()
    return list(session.scalars(select(Notice.title).where(Notice.user_id == user_id).order_by(Notice.id)))


def change(company, user_id, role, clock, by=None):
    change_member_role(
        actor=an_actor(by or company[0]), organisation_id=company[1], user_id=user_id, role=role, now=clock.now
    )


def test_a_changed_role_counts_at_once_and_the_member_is_told(company, session, clock, deliver):
    member = a_member(company[1], EDITOR).id
    clock.advance(minutes=1)

    change(company, member, VIEWER, clock)

    assert not an_actor(member).may_edit_for(company[1])
    assert an_actor(member).is_member_of(company[1])
    deliver()
    assert titles(session, member) == ["한빛정밀에서의 역할이 바뀌었습니다: 기업 열람자"]


def test_the_same_role_again_changes_nothing(company, session, clock):
    member = a_member(company[1], EDITOR).id
    before = session.scalar(select(func.count(RoleGrant.id)))

    change(company, member, EDITOR, clock)

    assert session.scalar(select(func.count(RoleGrant.id))) == before


def test_the_last_owner_stays(company, clock):
    owner, organisation_id = company
    with pytest.raises(RuleBroken, match="한 명뿐"):
        change(company, owner, EDITOR, clock)
    with pytest.raises(RuleBroken, match="한 명뿐"):
        leave_organisation(actor=an_actor(owner), organisation_id=organisation_id, now=clock.now)
    with pytest.raises(RuleBroken, match="한 명뿐"):
        remove_member(
            actor=an_actor(owner), organisation_id=organisation_id, user_id=owner, reason="시험", now=clock.now
        )

    other = a_member(organisation_id, OWNER).id
    clock.advance(minutes=1)
    leave_organisation(actor=an_actor(owner), organisation_id=organisation_id, now=clock.now)
    with pytest.raises(RuleBroken, match="한 명뿐"):
        leave_organisation(actor=an_actor(other), organisation_id=organisation_id, now=clock.now)


def test_only_an_owner_changes_and_removes(company, clock):
    editor, member = a_member(company[1]).id, a_member(company[1], VIEWER).id
    with pytest.raises(Forbidden):
        change(company, editor, OWNER, clock, by=editor)
    with pytest.raises(Forbidden):
        remove_member(actor=an_actor(editor), organisation_id=company[1], user_id=member, reason="시험", now=clock.now)
    with pytest.raises(NotFound):
        change(company, a_user().id, OWNER, clock)
    with pytest.raises(Invalid):
        change(company, member, Role.MANAGER, clock)


def test_a_removed_member_is_out_at_once(company, session, clock, deliver):
    member = a_member(company[1]).id
    clock.advance(minutes=1)

    remove_member(actor=an_actor(company[0]), organisation_id=company[1], user_id=member, reason="퇴사", now=clock.now)

    assert not an_actor(member).is_member_of(company[1])
    with pytest.raises(NotFound):
        queries.get_visible(session, an_actor(member), company[1])
    grant = session.scalars(select(RoleGrant).where(RoleGrant.user_id == member)).one()
    assert grant.revoked_at == clock.now
    deliver()
    assert titles(session, member) == ["한빛정밀의 구성원에서 빠졌습니다"]


def test_removal_needs_a_reason(company, clock):
    member = a_member(company[1]).id
    with pytest.raises(Invalid) as refused:
        remove_member(actor=an_actor(company[0]), organisation_id=company[1], user_id=member, reason=" ", now=clock.now)
    assert refused.value.field == "reason"


def test_a_leaving_representative_leaves_nobody_who_may_submit(company, session, clock):
    owner, organisation_id = company
    a_member(organisation_id, OWNER)
    assert represents(an_actor(owner), queries.get_organisation(session, organisation_id))
    clock.advance(minutes=1)

    leave_organisation(actor=an_actor(owner), organisation_id=organisation_id, now=clock.now)

    organisation = queries.get_organisation(session, organisation_id)
    assert organisation.representative_user_id is None
    assert not represents(an_actor(owner), organisation)


def test_an_owner_declares_himself_once(app, session, clock):
    owner = a_user().id
    organisation_id = an_organisation(owner, is_representative=False).id
    editor = a_member(organisation_id).id
    assert not represents(an_actor(owner), queries.get_organisation(session, organisation_id))

    with pytest.raises(Forbidden):
        declare_representative(actor=an_actor(editor), organisation_id=organisation_id, now=clock.now)
    declare_representative(actor=an_actor(owner), organisation_id=organisation_id, now=clock.now)

    assert represents(an_actor(owner), queries.get_organisation(session, organisation_id))
    with pytest.raises(RuleBroken, match="이미"):
        declare_representative(actor=an_actor(owner), organisation_id=organisation_id, now=clock.now)


def hand_over(company, user_id, clock, name="이바다", reason="대표이사 변경 등기"):
    change_representative(
        actor=an_actor(company[0]),
        organisation_id=company[1],
        user_id=user_id,
        representative_name=name,
        reason=reason,
        now=clock.now,
    )


def test_the_right_to_submit_moves_to_the_new_representative(company, session, clock, deliver):
    member = a_member(company[1]).id

    hand_over(company, member, clock)

    organisation = queries.get_organisation(session, company[1])
    assert (organisation.representative_user_id, organisation.representative_name) == (member, "이바다")
    assert represents(an_actor(member), organisation)
    assert not represents(an_actor(company[0]), organisation)
    deliver()
    assert titles(session, member) == ["한빛정밀의 대표자가 바뀌었습니다"]


def test_a_representative_is_a_member_who_may_write(company, clock):
    viewer = a_member(company[1], VIEWER).id
    with pytest.raises(RuleBroken, match="열람자"):
        hand_over(company, viewer, clock)
    with pytest.raises(NotFound):
        hand_over(company, a_user().id, clock)
    with pytest.raises(RuleBroken, match="열람자로"):
        other = a_member(company[1], OWNER).id
        change_member_role(
            actor=an_actor(other), organisation_id=company[1], user_id=company[0], role=VIEWER, now=clock.now
        )


@pytest.mark.parametrize(
    ("name", "reason", "field"),
    [("", "등기", "representative_name"), ("가" * 61, "등기", "representative_name"), ("이바다", " ", "reason"),
     ("이바다", "가" * 301, "reason"), ("이\x00", "등기", "representative_name")],
)  # fmt: skip
def test_a_change_of_representative_needs_name_and_reason(company, clock, name, reason, field):
    member = a_member(company[1]).id
    with pytest.raises(Invalid) as refused:
        hand_over(company, member, clock, name, reason)
    assert refused.value.field == field


def test_a_pre_founder_represents_himself(app):
    user = a_user().id
    organisation = a_pre_founder(user)

    assert represents(an_actor(user), organisation)
