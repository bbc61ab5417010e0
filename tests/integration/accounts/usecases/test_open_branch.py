"""Branches: an installation begins with one, the operator enters them, staff may be bounded to one."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from incubator.accounts.queries import find_user_by_email, list_branches
from incubator.accounts.roles import Role
from incubator.accounts.usecases.open_branch import open_branch
from incubator.audit.models import AuditEntry
from incubator.core.errors import Invalid
from tests.factories.accounts import an_actor


def test_a_branch_is_entered_once_and_stays_on_record(app, session, clock):
    branch_id = open_branch(code="west", name="서부센터", name_en="Western branch", now=clock.now)

    assert open_branch(code="west", name="다른 이름", name_en="", now=clock.now) == branch_id
    assert [(branch.code, branch.name) for branch in list_branches(session)] == [("west", "서부센터")]
    assert session.query(AuditEntry).filter_by(event_name="branch.opened").count() == 1


@pytest.mark.parametrize(("code", "name"), [("", "본센터"), ("West", "본센터"), ("1st", "본센터"), ("main", " ")])
def test_an_ill_formed_branch_is_refused(app, clock, code, name):
    with pytest.raises(Invalid):
        open_branch(code=code, name=name, name_en="", now=clock.now)


def test_the_operator_enters_a_branch_and_invites_its_manager(app, session, clock):
    runner = app.test_cli_runner()
    opened = runner.invoke(args=["accounts", "open-branch", "west", "서부센터", "Western branch"])
    invited = runner.invoke(
        args=["accounts", "invite", "w@centre.kr", "박담당", "manager", "--reason", "개소", "--branch", "west"]
    )
    assert (opened.exit_code, invited.exit_code) == (0, 0), invited.output
    actor = an_actor(find_user_by_email(session, "w@centre.kr").id, now=clock.now)

    branch_id = UUID(json.loads(opened.output)["branch_id"])
    assert [(grant.role, grant.branch_id) for grant in actor.grants] == [(Role.MANAGER, branch_id)]
    unknown = ["accounts", "invite", "x@centre.kr", "박담당", "manager", "--reason", "개소", "--branch", "east"]
    assert runner.invoke(args=unknown).exit_code == 1
    assert runner.invoke(args=["accounts", "open-branch", "W", "서부센터", ""]).exit_code == 1
