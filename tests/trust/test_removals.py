"""What is taken away is gone with the next request (quality.md AZ-05): the person's whole column runs again."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from incubator.accounts.models import RoleGrant
from incubator.accounts.roles import Role
from incubator.accounts.usecases.change_password import change_password
from incubator.accounts.usecases.close_user import close_user
from incubator.accounts.usecases.end_session import end_sessions_of
from incubator.accounts.usecases.revoke_role import revoke_role
from incubator.accounts.usecases.suspend_user import suspend_user
from incubator.db.session import session_now
from incubator.organisations.usecases.change_member_role import change_member_role
from incubator.organisations.usecases.change_representative import change_representative
from incubator.organisations.usecases.leave_organisation import leave_organisation
from incubator.organisations.usecases.remove_member import remove_member
from tests.factories.accounts import PASSWORD, a_grant
from tests.trust import cells
from tests.trust.keeping import Keeper

COMPANIES = ("organisation_id", "pre_founder_id")
# Doors to something that stays one's own, whatever role is lost: what a person of the other column does not have.
OWN = {
    "POST accounts.end_session",
    "POST accounts.withdraw_consent",
    "POST notifications.read_notice",
    "POST accounts.close_account",  # an only owner has to hand over first
    "POST applications.start",
    # What somebody drafted or was lent stays his to read; he signs nothing any more.
    "GET approvals.detail",
    "POST approvals.end",
    "POST approvals.give_back",
    "POST approvals.sign",
    "POST approvals.withdraw",
}


def reason(world, now):
    return {"reason": "까닭이 있습니다.", "now": now}


def removed(world, now):
    for name in COMPANIES:
        remove_member(
            actor=world.actor("owner"), organisation_id=world.things[name], user_id=world.people["editor"],
            **reason(world, now),
        )  # fmt: skip


def left(world, now):
    for name in COMPANIES:
        leave_organisation(actor=world.actor("viewer"), organisation_id=world.things[name], now=now)


def downgraded(world, now):
    for name in COMPANIES:
        change_member_role(
            actor=world.actor("owner"), organisation_id=world.things[name], user_id=world.people["editor"],
            role=Role.ORGANISATION_VIEWER, now=now,
        )  # fmt: skip


def replaced(world, now):
    for name in COMPANIES:
        change_representative(
            actor=world.actor("owner"), organisation_id=world.things[name], user_id=world.people["owner"],
            representative_name="사람하나", **reason(world, now),
        )  # fmt: skip


def grants_of(world, who):
    found = [row.id for row in session_now().scalars(select(RoleGrant).where(RoleGrant.user_id == world.people[who]))]
    session_now().rollback()
    return found


def revoked(world, now, who="manager"):
    for grant_id in grants_of(world, who):
        revoke_role(by=world.actor("admin"), grant_id=grant_id, **reason(world, now))


def moved(world, now):
    revoked(world, now)
    a_grant(world.people["manager"], Role.MANAGER, program_id=world.things["other_program_id"])


def suspended(world, now):
    suspend_user(actor=world.actor("admin"), user_id=world.people["owner"], **reason(world, now))


def ended(world, now):
    end_sessions_of(actor=world.actor("admin"), user_id=world.people["editor"], **reason(world, now))


def another_password(world, now):
    change_password(
        actor=world.actor("head"), current=PASSWORD, password="진해만의 조용한 새벽 배", agent="test", now=now
    )


def closed(world, now):
    close_user(actor=world.actor("reviewer"), now=now)


EVENTS = [
    ("removed from the company", removed, "editor", "former"),
    ("left the company", left, "viewer", "former"),
    ("editor no longer", downgraded, "editor", "viewer"),
    ("representative no longer", replaced, "representative", "owner"),
    ("manager no longer", revoked, "manager", "former"),
    ("manager of another program now", moved, "manager", "other_manager"),
    ("auditor no longer", lambda world, now: revoked(world, now, "auditor"), "auditor", "former"),
    ("administrator no longer", lambda world, now: revoked(world, now, "admin"), "admin", "former"),
    ("suspended", suspended, "owner", "anonymous"),
    ("signed out by the administrator", ended, "editor", "anonymous"),
    ("password changed on another device", another_password, "head", "anonymous"),
    ("account closed", closed, "reviewer", "anonymous"),
]


def test_the_next_request_knows_of_every_removal(door, keeper, database, clock):
    board = cells.Board(door, Keeper(database.database, "after"))
    wrong = {}

    for name, event, who, as_who in EVENTS:
        assert door.knock(who, "GET", "/account").status_code == 200, "the person was there before"
        event(door.world, clock.now)
        board.begin()
        found, wanted = board.column(who), cells.expected()[as_who]
        keeper.put_back()
        stale = {one: (wanted[one], found[one]) for one in wanted if _is_stale(one, wanted[one], found[one])}
        if stale:
            wrong[name] = stale

    assert wrong == {}, "{event: {door: (what it should be, what it is)}}"
    assert board.faults == []
    assert board.executed == len(EVENTS) * len(board.pairs)


def _is_stale(line, wanted, found):
    """A page opened before the change is out of date: its form is refused (409) where another would be taken."""
    return line not in OWN and found != wanted and (wanted, found) != (cells.ALLOWED, cells.REFUSED)


def test_a_role_that_ends_by_its_date_is_gone_a_moment_later(door, keeper, clock, session):
    ends_at = clock.now + timedelta(minutes=5)
    a_grant(door.world.people["newcomer"], Role.AUDITOR, ends_at=ends_at)
    path = f"/staff/applications/{door.world.things['handed_in_id']}"

    clock.set(ends_at - timedelta(microseconds=1))
    assert door.knock("newcomer", "GET", path).status_code == 200
    clock.set(ends_at)
    assert door.knock("newcomer", "GET", path).status_code == 404
