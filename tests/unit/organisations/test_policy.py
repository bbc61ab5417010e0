"""Who may do what with a company: the table is the specification."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest

from incubator.accounts.actor import Grant
from incubator.accounts.roles import Role
from incubator.core.ids import new_id
from incubator.organisations import policy
from incubator.organisations.models import Invitation, Organisation
from incubator.organisations.workflow import OrganisationState
from tests.factories.accounts import an_unsaved_actor

ORGANISATION, BRANCH, OTHER_BRANCH, PROGRAM = uuid4(), uuid4(), uuid4(), uuid4()


def organisation(state=OrganisationState.CANDIDATE, representative=None):
    return Organisation(id=ORGANISATION, branch_id=BRANCH, state=state, representative_user_id=representative)


PEOPLE = {
    "owner": Grant(Role.ORGANISATION_OWNER, organisation_id=ORGANISATION),
    "editor": Grant(Role.ORGANISATION_EDITOR, organisation_id=ORGANISATION),
    "viewer": Grant(Role.ORGANISATION_VIEWER, organisation_id=ORGANISATION),
    "owner of another": Grant(Role.ORGANISATION_OWNER, organisation_id=uuid4()),
    "manager": Grant(Role.MANAGER),
    "manager here": Grant(Role.MANAGER, branch_id=BRANCH),
    "manager of a program": Grant(Role.MANAGER, program_id=PROGRAM),
    "manager elsewhere": Grant(Role.MANAGER, branch_id=OTHER_BRANCH),
    "head": Grant(Role.HEAD),
    "auditor": Grant(Role.AUDITOR),
    "admin": Grant(Role.ADMIN),
    "privacy officer": Grant(Role.PRIVACY_OFFICER),
    "reviewer": Grant(Role.REVIEWER),
    "nobody": Grant(Role.INVESTOR),
}
STAFF = {"manager", "manager here", "manager of a program", "head"}

ALLOWED = {
    "may_view": {"owner", "editor", "viewer"},
    "may_leave": {"owner", "editor", "viewer"},
    "may_edit": {"owner", "editor"},
    "may_manage_members": {"owner"},
    "may_name_representative": {"owner"},
    "may_view_as_staff": STAFF | {"auditor"},
    "may_reveal": STAFF,
    "may_verify": STAFF,
    "may_close": STAFF | {"owner"},
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("act", ALLOWED)
def test_who_may(act, person):
    decision = getattr(policy, act)(an_unsaved_actor(PEOPLE[person]), organisation())

    assert bool(decision) is (person in ALLOWED[act])
    assert decision.allowed or str(decision.reason)


@pytest.mark.parametrize("act", ["may_edit", "may_manage_members", "may_name_representative"])
def test_a_closed_company_is_left_alone(act):
    decision = getattr(policy, act)(an_unsaved_actor(PEOPLE["owner"]), organisation(OrganisationState.CLOSED))

    assert not decision
    assert "닫힌" in str(decision.reason)


@pytest.mark.parametrize(
    ("person", "is_representative", "may"),
    [
        ("owner", True, True),
        ("editor", True, True),
        ("viewer", True, False),
        ("owner", False, False),
        ("owner of another", True, False),
        ("manager", True, False),
    ],
)
def test_only_the_representative_who_may_write_represents(person, is_representative, may):
    actor = an_unsaved_actor(PEOPLE[person])
    named = actor.user_id if is_representative else new_id()

    assert policy.represents(actor, organisation(OrganisationState.VERIFIED, named)) is may


@pytest.mark.parametrize(
    ("address", "may"),
    [("new@example.kr", True), ("NEW@Example.KR", True), ("ｎew@example.kr", True), ("new@example.com", False)],
)
def test_an_invitation_is_for_its_address(address, may):
    invitation = Invitation(email="new@example.kr", email_key="new@example.kr")
    actor = replace(an_unsaved_actor(), email=address)

    assert bool(policy.may_accept(actor, invitation)) is may
