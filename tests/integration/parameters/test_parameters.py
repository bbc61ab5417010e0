"""Policy numbers with the day from which they hold."""

from __future__ import annotations

from datetime import date

import pytest

from incubator.accounts.roles import Role
from incubator.core.errors import Forbidden, Invalid, NotFound, RuleBroken
from incubator.parameters.queries import value
from incubator.parameters.usecases.set_parameter import set_parameter
from tests.factories.accounts import a_user, an_actor

KEY = "applications.page_limit"


def put(actor, number, day, *, now, note="운영위원회 의결", key=KEY):
    return set_parameter(actor=actor, key=key, value=number, effective_on=day, note=note, now=now)


def test_a_value_holds_from_its_day_on_and_the_default_before(app, clock, session):
    put(an_actor(a_user(role=Role.ADMIN)), 20, date(2026, 3, 10), now=clock.now)
    assert [value(session, KEY, on=day) for day in (date(2026, 3, 9), date(2026, 3, 10))] == [15, 20]


def test_a_second_value_for_the_same_day_replaces_the_first(app, clock, session):
    admin = an_actor(a_user(role=Role.ADMIN))
    assert put(admin, 20, date(2026, 3, 2), now=clock.now) == put(admin, 25, date(2026, 3, 2), now=clock.now)
    assert value(session, KEY, on=date(2026, 3, 2)) == 25


@pytest.mark.parametrize("role", [None, Role.MANAGER, Role.HEAD, Role.AUDITOR])
def test_only_the_administrator_sets_values(app, clock, role):
    with pytest.raises(Forbidden):
        put(an_actor(a_user(role=role)), 20, date(2026, 3, 10), now=clock.now)


def test_the_past_the_bounds_a_missing_reason_and_an_unknown_key_are_refused(app, clock):
    admin = an_actor(a_user(role=Role.ADMIN))
    with pytest.raises(RuleBroken):
        put(admin, 20, date(2026, 3, 1), now=clock.now)
    with pytest.raises(Invalid):
        put(admin, 0, date(2026, 3, 2), now=clock.now)
    with pytest.raises(Invalid):
        put(admin, 20, date(2026, 3, 2), note="", now=clock.now)
    with pytest.raises(NotFound):
        put(admin, 20, date(2026, 3, 2), key="no.such", now=clock.now)


def test_the_pages_show_and_set_values(client_as):
    client = client_as(a_user(role=Role.ADMIN))
    answer = client.submit(f"/staff/parameters/{KEY}", value="２０", effective_on="2026. 3. 10.", note="지침 개정")
    assert answer.status_code == 302
    assert "20 쪽" in client.get("/staff/parameters").html.main
    assert "지침 개정" in client.get(f"/staff/parameters/{KEY}").html.main


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"value": "열"}, 422),
        ({"value": "999999"}, 422),
        ({"effective_on": "어제"}, 422),
        ({"effective_on": "2026-03-01"}, 409),
        ({"note": ""}, 422),
    ],
)
def test_bad_input_gets_an_answer_and_keeps_what_was_typed(client_as, changes, status):
    client = client_as(a_user(role=Role.ADMIN))
    values = {"value": "20", "effective_on": "2026-03-10", "note": "지침 개정"} | changes
    answer = client.submit(f"/staff/parameters/{KEY}", **values)
    assert answer.status_code == status
    assert answer.html.form().fields["value"] == [values["value"]]


def test_staff_read_others_do_not_and_only_the_administrator_sees_the_form(client_as):
    assert client_as(a_user()).get("/staff/parameters").status_code == 403
    manager = client_as(a_user(role=Role.MANAGER))
    assert manager.get("/staff/parameters").status_code == 200
    assert manager.get(f"/staff/parameters/{KEY}").html.find_all("input", name="value") == []
    assert manager.post(f"/staff/parameters/{KEY}", data={"value": "1"}).status_code == 403
    assert manager.get("/staff/parameters/no.such").status_code == 404
