"""Who saw whose data."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from incubator.accounts.roles import Role
from incubator.audit.models import AuditEntry
from incubator.core.errors import Invalid
from incubator.db.session import db
from incubator.privacy.models import AccessEntry
from incubator.privacy.rules import AccessAction
from incubator.privacy.usecases.purge_access_log import purge_access_log
from incubator.privacy.usecases.record_access import digest_of, record_access
from tests.factories.accounts import a_user, an_actor


def look(actor, *subjects, now, action=AccessAction.VIEW, **more):
    record_access(actor=actor, action=action, subjects=[user.id for user in subjects], now=now, **more)


def entries(session):
    session.rollback()
    return list(session.scalars(select(AccessEntry).order_by(AccessEntry.id)))


def test_an_entry_has_the_five_fields_and_the_trail_vouches_for_it(app, clock, session):
    staff, one, two = an_actor(a_user(role=Role.MANAGER)), a_user(), a_user()
    look(staff, one, two, now=clock.now, route="applications.detail")
    (entry,) = entries(session)
    assert (entry.actor_id, entry.at, entry.address, entry.action) == (staff.user_id, clock.now, "127.0.0.1", "view")
    assert entry.subject_ids == sorted([str(one.id), str(two.id)])
    (told,) = session.scalars(select(AuditEntry).where(AuditEntry.event_name == "personal_data.accessed"))
    assert told.payload["digest"] == digest_of(entry)


def test_a_list_of_twenty_people_names_twenty(app, clock, session):
    look(an_actor(a_user(role=Role.MANAGER)), *[a_user() for _ in range(20)], now=clock.now, action=AccessAction.LIST)
    assert [len(entry.subject_ids) for entry in entries(session)] == [20]


def test_ones_own_data_leaves_no_entry(app, clock, session):
    user = a_user()
    look(an_actor(user), user, now=clock.now)
    look(an_actor(user), now=clock.now)
    assert entries(session) == []


@pytest.mark.parametrize("action", [AccessAction.EXPORT, AccessAction.REVEAL])
def test_taking_data_out_needs_a_reason(app, clock, session, action):
    staff, user = an_actor(a_user(role=Role.MANAGER)), a_user()
    with pytest.raises(Invalid):
        look(staff, user, now=clock.now, action=action, reason=" ")
    look(staff, user, now=clock.now, action=action, reason="보고 자료 작성")
    assert [entry.reason for entry in entries(session)] == ["보고 자료 작성"]


def test_entries_are_kept_two_years_to_the_day(app, clock, session):
    staff, user = an_actor(a_user(role=Role.MANAGER)), a_user()
    first = clock.now
    look(staff, user, now=first)
    assert purge_access_log(now=first + timedelta(days=731), years=2) == 0  # 2 March 2028
    assert purge_access_log(now=first + timedelta(days=732), years=2) == 1
    assert [entry.action for entry in entries(session)] == [AccessAction.PURGE]
    assert purge_access_log(now=first + timedelta(days=732), years=2) == 0


def test_a_term_below_one_year_is_refused(app, clock):
    with pytest.raises(Invalid):
        purge_access_log(now=clock.now, years=0)


@pytest.mark.parametrize("statement", ["UPDATE access_entries SET reason = 'x'", "DELETE FROM access_entries"])
def test_the_database_refuses_to_change_entries_or_to_delete_young_ones(app, clock, statement):
    look(an_actor(a_user(role=Role.MANAGER)), a_user(), now=clock.now)
    db.session.rollback()
    with pytest.raises(DatabaseError, match="access_entries"), db.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.mark.parametrize(
    "role", [None, Role.MANAGER, Role.HEAD, Role.ADMIN, Role.AUDITOR, Role.PRIVACY_OFFICER, Role.REVIEWER]
)
def test_who_may_read_the_access_log(client_as, role):
    wanted = 200 if role in (Role.AUDITOR, Role.PRIVACY_OFFICER) else 403
    assert client_as(a_user(role=role)).get("/staff/access-log").status_code == wanted


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_the_log_page_takes_the_same_number_of_statements_for_any_number_of_rows(client_as, clock, query_budget, rows):
    staff = an_actor(a_user(role=Role.MANAGER, name="박담당"))
    for _ in range(rows):
        look(staff, a_user(), now=clock.now)
    client = client_as(a_user(role=Role.PRIVACY_OFFICER))
    with query_budget(8):
        page = client.get("/staff/access-log").html
    assert len(page.find("tbody").findall("tr")) == rows
    assert "박담당" in page.main


@pytest.mark.parametrize(
    "query", ["actor=nobody@example.kr", "action=view", "action=nonsense", "first_on=x", "last_on=2026-03-02", "page=9"]
)
def test_filters_get_a_page(client_as, query):
    assert client_as(a_user(role=Role.AUDITOR)).get(f"/staff/access-log?{query}").status_code in (200, 422)


def test_the_public_statement_is_open_to_everybody(anonymous):
    assert anonymous.get("/privacy").html.h1 == "개인정보 처리방침"
