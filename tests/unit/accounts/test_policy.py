"""Who may give and take roles."""

from __future__ import annotations

import pytest

from incubator.accounts import policy
from incubator.accounts.actor import Grant
from incubator.accounts.roles import ORGANISATION_ROLES, Role
from incubator.accounts.workflow import WORKFLOW, UserState, UserStep
from incubator.core.errors import StepNotAllowed
from incubator.core.ids import new_id
from tests.factories.accounts import an_unsaved_actor

HOME, AWAY, OTHER = new_id(), new_id(), new_id()


@pytest.mark.parametrize("holder", list(Role))
@pytest.mark.parametrize("role", [role for role in Role if role not in ORGANISATION_ROLES])
def test_only_the_administrator_gives_and_takes_roles_of_the_house(holder, role):
    actor = an_unsaved_actor(Grant(holder))
    assert bool(policy.may_grant_role(actor, user_id=OTHER, role=role, organisation_id=None)) is (holder is Role.ADMIN)
    assert bool(policy.may_revoke_role(actor, user_id=OTHER, role=role, organisation_id=None)) is (holder is Role.ADMIN)


@pytest.mark.parametrize("holder", ORGANISATION_ROLES)
def test_only_an_owner_gives_roles_of_his_own_company(holder):
    actor = an_unsaved_actor(Grant(holder, organisation_id=HOME))
    at_home = policy.may_grant_role(actor, user_id=OTHER, role=Role.ORGANISATION_EDITOR, organisation_id=HOME)
    away = policy.may_grant_role(actor, user_id=OTHER, role=Role.ORGANISATION_EDITOR, organisation_id=AWAY)
    assert (bool(at_home), bool(away)) == (holder is Role.ORGANISATION_OWNER, False)


def test_the_administrator_gives_no_role_to_himself_and_no_company_role():
    admin = an_unsaved_actor(Grant(Role.ADMIN))
    assert not policy.may_grant_role(admin, user_id=admin.user_id, role=Role.HEAD, organisation_id=None)
    assert not policy.may_grant_role(admin, user_id=OTHER, role=Role.ORGANISATION_OWNER, organisation_id=HOME)


def test_a_member_may_leave_a_company_but_not_send_others_away():
    member = an_unsaved_actor(Grant(Role.ORGANISATION_VIEWER, organisation_id=HOME))
    leave = policy.may_revoke_role(member, user_id=member.user_id, role=Role.ORGANISATION_VIEWER, organisation_id=HOME)
    send_away = policy.may_revoke_role(member, user_id=OTHER, role=Role.ORGANISATION_VIEWER, organisation_id=HOME)
    assert (bool(leave), bool(send_away)) == (True, False)


@pytest.mark.parametrize("holder", list(Role))
def test_who_may_take_which_step_of_an_account(holder):
    actor = an_unsaved_actor(Grant(holder))
    is_admin = holder is Role.ADMIN
    for step, others, own in (
        (UserStep.SUSPEND, is_admin, False),
        (UserStep.RESTORE, is_admin, False),
        (UserStep.CLOSE, False, True),
    ):
        assert bool(policy.MAY[step](actor, user_id=OTHER)) is others
        assert bool(policy.MAY[step](actor, user_id=actor.user_id)) is own


def test_a_closed_account_stays_closed():
    assert WORKFLOW.steps_from(UserState.CLOSED) == ()
    with pytest.raises(StepNotAllowed):
        WORKFLOW.after(UserState.CLOSED, UserStep.RESTORE)
