"""The operator's doors: first people, bounded to where they work."""

from __future__ import annotations

import json
from uuid import UUID

import pytest

from incubator.accounts import queries
from incubator.accounts.roles import Role
from tests.factories.accounts import a_branch
from tests.factories.programs import a_program

INVITE = ["accounts", "invite", "kim@example.kr", "김하늘", "manager", "--reason", "인사 발령"]


@pytest.mark.parametrize("place", ["", "branch", "program"])
def test_invite_bounds_the_role_to_where_the_person_works(app, session, place):
    branch, program = a_branch("west").id, a_program(code="IGEN9").id
    options = {"": [], "branch": ["--branch", "west"], "program": ["--program", "IGEN9"]}[place]

    done = app.test_cli_runner().invoke(args=[*INVITE, *options])

    assert done.exit_code == 0, done.output
    session.rollback()
    (grant,) = queries.list_grants_of(session, [UUID(json.loads(done.output)["user_id"])])
    wanted = {"": (None, None), "branch": (branch, None), "program": (None, program)}[place]
    assert (grant.role, grant.branch_id, grant.program_id) == (Role.MANAGER, *wanted)


@pytest.mark.parametrize("options", [["--program", "NONE"], ["--branch", "none"]])
def test_invite_says_that_a_place_is_not_there(app, options):
    done = app.test_cli_runner().invoke(args=[*INVITE, *options])

    assert done.exit_code != 0
    assert done.output != ""
