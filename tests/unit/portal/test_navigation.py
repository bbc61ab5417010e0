"""The main menu of each role."""

from __future__ import annotations

import pytest

from incubator.accounts.actor import Grant
from incubator.accounts.roles import Role
from incubator.core.ids import new_id
from incubator.portal.pages.navigation import navigation_for
from tests.factories.accounts import an_unsaved_actor

CALLS = ["/staff/programs", "/staff/rounds", "/staff/approvals", "/staff/reviewers"]
RECORDS = ["/staff/trail", "/staff/access-log"]
OUTBOX, FORMS, HOUSE = "/staff/outbox", "/staff/forms", "/staff/administration"
MENU = {
    Role.MANAGER: ["/home", "/calls", *CALLS, OUTBOX, FORMS, HOUSE],
    Role.HEAD: ["/home", "/calls", *CALLS, FORMS, "/staff/trail", HOUSE],
    Role.AUDITOR: ["/home", "/calls", *CALLS, FORMS, *RECORDS, HOUSE],
    Role.PRIVACY_OFFICER: ["/home", "/calls", *RECORDS, HOUSE],
    Role.ADMIN: ["/home", "/calls", FORMS, "/staff/trail", "/staff/programs/new", HOUSE],
}


@pytest.mark.parametrize("role", MENU)
def test_staff_find_what_their_policies_let_them_read(role):
    assert [item.url for item in navigation_for(an_unsaved_actor(Grant(role)), "/")] == MENU[role]


@pytest.mark.parametrize("grants", [(), (Grant(Role.ORGANISATION_VIEWER, organisation_id=new_id()),)])
def test_a_founder_finds_calls_applications_and_companies(grants):
    menu = navigation_for(an_unsaved_actor(*grants), "/applications")

    assert [item.url for item in menu] == ["/home", "/calls", "/applications", "/organisations"]
    assert [item.url for item in menu if item.current] == ["/applications"]


def test_a_visitor_finds_calls_and_the_check_of_papers():
    assert [item.url for item in navigation_for(None, "/calls")] == ["/calls", "/verify"]


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/staff/rounds/1", ["/staff/rounds"]),
        ("/calls/feed.atom", ["/calls"]),
        ("/staff/users/1", [HOUSE]),
        ("/callsign", []),
        ("/", []),
    ],
)
def test_the_page_in_hand_is_marked_once(path, current):
    menu = navigation_for(an_unsaved_actor(Grant(Role.MANAGER)), path)

    assert [item.url for item in menu if item.current] == current
